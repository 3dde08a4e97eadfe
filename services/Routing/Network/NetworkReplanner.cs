namespace Marketplace.Routing.Network;

/// <summary>Mends a plan when a lorry fails before it has left, or goods are late, and leaves alone whatever it can.</summary>
public static class NetworkReplanner
{
    /// <summary>
    /// Gives the parts of the tour to vehicles at rest; what they can't take is added to other tours of the leg where it costs least, or
    /// goes another way, and what is left then stays where it is, with the reason. Tours that have nothing to do with it are the same
    /// afterwards.
    /// </summary>
    /// <param name="problem">As it was planned for.</param>
    /// <param name="plan">A plan of the problem.</param>
    /// <param name="key">The leg of the lorry.</param>
    /// <param name="number">Of its tour in the leg, from 0.</param>
    /// <param name="limits">How long.</param>
    /// <returns>The problem without that lorry, and its plan.</returns>
    /// <exception cref="ArgumentException">The plan has no such tour.</exception>
    public static (NetworkProblem Problem, NetworkPlan Plan) WithoutLorry(
        NetworkProblem problem, NetworkPlan plan, LegKey key, int number, NetworkLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var left = problem.Without(TourOf(plan, key, number).Vehicle, key.Day);
        return (left, WithoutTour(left, plan, key, number, RepairLimits.None, limits, ct).Plan);
    }

    /// <summary>The same for a problem that already knows which vehicles there are now, where not all tours may be added to.</summary>
    /// <param name="problem">As it is now, with all parts and the vehicles of all tours of the plan.</param>
    /// <param name="plan">As it is before.</param>
    /// <param name="key">The leg of the tour.</param>
    /// <param name="number">Of the tour in the leg, from 0.</param>
    /// <param name="repair">What may be changed.</param>
    /// <param name="limits">How long; its time is not looked at.</param>
    /// <exception cref="ArgumentException">The plan has no such tour.</exception>
    public static RepairedPlan WithoutTour(
        NetworkProblem problem, NetworkPlan plan, LegKey key, int number, RepairLimits repair, NetworkLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(repair);
        ArgumentNullException.ThrowIfNull(limits);
        var mended = new PlanRepair(problem, plan, repair, limits with { Time = null }, ct);
        mended.EndTour(key, TourOf(plan, key, number));
        return mended.Write();
    }

    /// <summary>
    /// A lorry breaks down on its way. What is on it is taken over by vehicles at rest where it stands: they go on to the end of the leg,
    /// as long as the next lorry is still reached, or to the docks within their windows. What it had not taken in yet goes as after a
    /// failure before the start. The other tours stay as they are, but for goods that drop out of them.
    /// </summary>
    /// <param name="problem">As it is now, without that lorry: it begins at the instant from which on vehicles can leave.</param>
    /// <param name="plan">As it is before.</param>
    /// <param name="key">The leg of the tour.</param>
    /// <param name="number">Of the tour in the leg, from 0.</param>
    /// <param name="loads">What is on board, by where it stands.</param>
    /// <param name="waiting">What was to be taken in yet. The tour is through with all others.</param>
    /// <param name="repair">What may be changed.</param>
    /// <param name="limits">How long; its time is not looked at.</param>
    /// <exception cref="ArgumentException">The plan has no such tour.</exception>
    public static RepairedPlan BrokenDown(
        NetworkProblem problem, NetworkPlan plan, LegKey key, int number, IReadOnlyList<LoadOnBoard> loads, IReadOnlyList<string> waiting,
        RepairLimits repair, NetworkLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(loads);
        ArgumentNullException.ThrowIfNull(waiting);
        ArgumentNullException.ThrowIfNull(repair);
        ArgumentNullException.ThrowIfNull(limits);
        var mended = new PlanRepair(problem, plan, repair, limits with { Time = null }, ct);
        mended.BreakDown(key, TourOf(plan, key, number), loads, waiting);
        return mended.Write();
    }

    /// <summary>
    /// Goods are ready later than was planned: they are fetched later if their trunk lorry still waits for them, or go another way, or stay
    /// where they are, with the reason.
    /// </summary>
    /// <param name="problem">As it is now: its parts say when they are ready.</param>
    /// <param name="plan">As it is before.</param>
    /// <param name="parts">What is late.</param>
    /// <param name="repair">What may be changed.</param>
    /// <param name="limits">How long; its time is not looked at.</param>
    public static RepairedPlan Later(
        NetworkProblem problem, NetworkPlan plan, IReadOnlyList<string> parts, RepairLimits repair, NetworkLimits limits,
        CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(repair);
        ArgumentNullException.ThrowIfNull(limits);
        var mended = new PlanRepair(problem, plan, repair, limits with { Time = null }, ct);
        foreach (var part in parts)
        {
            mended.Delay(problem.PartOf(part));
        }

        return mended.Write();
    }

    /// <summary>
    /// Others have taken vehicles while a plan was made: of those of which there are too few now, the lightest tours are ended and mended
    /// as after a failure. The rest stays as it is.
    /// </summary>
    /// <param name="problem">As it is now.</param>
    /// <param name="plan">As it was made.</param>
    /// <param name="limits">How long; its time is not looked at.</param>
    public static RepairedPlan WithVehiclesLeft(NetworkProblem problem, NetworkPlan plan, NetworkLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(limits);
        var mended = new PlanRepair(problem, plan, RepairLimits.None, limits with { Time = null }, ct);
        var ended = VehicleUse.Of(plan.Legs).Over(problem).SelectMany(over => LightestOf(problem, plan, over)).ToList();
        if (ended.Count > 0)
        {
            mended.EndTours(ended);
        }

        return mended.Write();
    }

    /// <summary>
    /// Goods do not go any more while a plan is made: they leave their tours, and what was left out for want of room takes it. The rest
    /// stays as it is.
    /// </summary>
    /// <param name="problem">With these goods.</param>
    /// <param name="plan">As it was made.</param>
    /// <param name="parts">What does not go; it is neither on a tour nor left out afterwards.</param>
    /// <param name="limits">How long; its time is not looked at.</param>
    public static RepairedPlan WithoutParts(
        NetworkProblem problem, NetworkPlan plan, IReadOnlySet<string> parts, NetworkLimits limits, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(limits);
        var mended = new PlanRepair(problem, plan, RepairLimits.None, limits with { Time = null }, ct);
        mended.Drop(parts);
        return mended.Write();
    }

    /// <summary>The vehicles that drive the tours of a plan, and those that could in their place.</summary>
    public static IReadOnlySet<string> VehiclesFor(NetworkProblem problem, NetworkPlan plan)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Legs.Select(leg => (leg.Key.Kind, leg.Key.At)).Distinct()
            .SelectMany(leg => LegProblems.VehiclesOf(problem, leg.Kind, leg.At)).Select(vehicle => vehicle.Id)
            .ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>As many tours of a vehicle on a day as there are too many, those that carry least.</summary>
    static IEnumerable<(LegKey Key, LegTour Tour)> LightestOf(NetworkProblem problem, NetworkPlan plan, (string Vehicle, int Day) over)
    {
        var tours = plan.Legs.Where(leg => leg.Key.Day == over.Day)
            .SelectMany(leg => leg.Tours.Where(tour => tour.Vehicle == over.Vehicle).Select(tour => (leg.Key, Tour: tour))).ToList();
        return tours.OrderBy(known => known.Tour.Visits.Sum(visit => (long)problem.PartOf(visit.Stop).WeightKg))
            .Take(tours.Count - problem.CountOf(problem.VehicleOf(over.Vehicle), over.Day));
    }

    /// <summary>Moves a part from one tour of a leg to another, to where it costs least; what breaks a limit changes nothing.</summary>
    /// <param name="problem">As it is now.</param>
    /// <param name="plan">As it is before.</param>
    /// <param name="key">The leg of both tours.</param>
    /// <param name="part">What is moved.</param>
    /// <param name="number">Of the tour in the leg to which it is moved, from 0.</param>
    /// <param name="repair">What may be changed.</param>
    /// <exception cref="ArgumentException">The plan has no such tour, or the part is on no other tour of the leg.</exception>
    public static MovedPart Move(
        NetworkProblem problem, NetworkPlan plan, LegKey key, string part, int number, RepairLimits repair, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(repair);
        var mended = new PlanRepair(problem, plan, repair, new NetworkLimits(), ct);
        var broken = mended.Move(key, problem.PartOf(part), TourOf(plan, key, number));
        return broken.Count > 0 ? new MovedPart(null, broken) : new MovedPart(mended.Write(), []);
    }

    static LegTour TourOf(NetworkPlan plan, LegKey key, int number)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var leg = plan.Legs.FirstOrDefault(known => known.Key == key);
        return leg is null || number < 0 || number >= leg.Tours.Count
            ? throw new ArgumentException($"The plan has no tour {number} on leg {key}.", nameof(number))
            : leg.Tours[number];
    }
}
