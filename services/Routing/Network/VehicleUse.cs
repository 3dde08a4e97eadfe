namespace Marketplace.Routing.Network;

/// <summary>How many vehicles of which type are used on which day.</summary>
sealed class VehicleUse
{
    readonly Dictionary<(string Vehicle, int Day), int> _used = [];

    public static VehicleUse Of(IEnumerable<PlannedLeg> legs) =>
        Of(legs.SelectMany(leg => leg.Plan.Tours.Select(tour => (tour.Vehicle, leg.Key.Day))));

    public static VehicleUse Of(IEnumerable<Leg> legs) =>
        Of(legs.SelectMany(leg => leg.Tours.Select(tour => (tour.Vehicle, leg.Key.Day))));

    static VehicleUse Of(IEnumerable<(string Vehicle, int Day)> tours)
    {
        var use = new VehicleUse();
        foreach (var tour in tours)
        {
            use._used[tour] = use._used.GetValueOrDefault(tour) + 1;
        }

        return use;
    }

    public int LeftOf(NetworkProblem problem, NetworkVehicle vehicle, int day) =>
        Math.Max(0, problem.CountOf(vehicle, day) - _used.GetValueOrDefault((vehicle.Id, day)));

    /// <summary>Those of which there are fewer than are used.</summary>
    public List<(string Vehicle, int Day)> Over(NetworkProblem problem) =>
        [.. _used.Where(used => used.Value > problem.CountOf(problem.VehicleOf(used.Key.Vehicle), used.Key.Day)).Select(used => used.Key)];
}
