namespace Marketplace.Routing.Network;

/// <summary>Compares a plan with the one before.</summary>
public static class PlanChanges
{
    /// <summary>How many tours of the plan before are no longer driven with the same vehicles, stops and order.</summary>
    /// <param name="before">The plan before.</param>
    /// <param name="after">The plan now.</param>
    /// <param name="failed">The tour for which it was changed; not counted.</param>
    public static int Of(NetworkPlan before, NetworkPlan after, LegTour failed)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var now = Keys(after, except: null).CountBy(key => key).ToDictionary();
        return Keys(before, failed).CountBy(key => key).Sum(known => Math.Max(0, known.Value - now.GetValueOrDefault(known.Key)));
    }

    static IEnumerable<string> Keys(NetworkPlan plan, LegTour? except) =>
        from leg in plan.Legs
        from tour in leg.Tours
        where !ReferenceEquals(tour, except)
        select $"{leg.Key}|{tour.Vehicle}|{string.Join('|', tour.Visits.Select(visit => visit.Stop))}";
}
