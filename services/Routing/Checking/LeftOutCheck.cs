namespace Marketplace.Routing.Checking;

/// <summary>
/// Tries every vehicle and every place for a stop that is left out, and compares what comes of it with the reason that is given.
/// </summary>
sealed class LeftOutCheck(RoutingProblem problem, RoutePlan plan, LeftOutStop leftOut)
{
    readonly Stop _stop = problem.StopOf(leftOut.Stop);

    public IEnumerable<PlanFault> Faults()
    {
        var expected = Expected();
        if (expected is null)
        {
            yield return new PlanFault(
                "stop_servable", null, _stop.Id, $"站点 {_stop.Id} 可以安排，却未安排", $"Stop {_stop.Id} could be served, and is left out.");
        }
        else if (expected != leftOut)
        {
            yield return new PlanFault(
                "reason_wrong", null, _stop.Id, $"站点 {_stop.Id} 未安排的原因应为 {expected}",
                $"Stop {_stop.Id} is left out because of {expected}, not {leftOut}.");
        }
    }

    /// <summary>The reason that there is; null when there is none.</summary>
    LeftOutStop? Expected()
    {
        var types = problem.Vehicles.Where(type => type.Count > 0 && type.Classes.Contains(_stop.Class)).ToList();
        if (types.Count == 0)
        {
            return Because(LeftOutReason.NoVehicleOfClass);
        }

        for (var dimension = 0; dimension < problem.Dimensions; dimension++)
        {
            var enough = types.Where(type => type.Capacity[dimension] >= _stop.Demand[dimension]).ToList();
            if (enough.Count == 0)
            {
                var most = types.Select(type => type.Capacity[dimension]).Max();
                return Because(LeftOutReason.TooLarge, _stop.Demand[dimension], most, dimension);
            }

            types = enough;
        }

        var inTime = types.Where(type => ArrivalAlone(type) <= _stop.Latest).ToList();
        if (inTime.Count == 0)
        {
            return Because(LeftOutReason.WindowUnreachable, types.Min(ArrivalAlone), _stop.Latest);
        }

        var alone = inTime.Where(type => LacksAlone(type) <= 0).ToList();
        if (alone.Count == 0)
        {
            var least = inTime.OrderBy(LacksAlone).ThenBy(Hours).First();
            return Because(LeftOutReason.ShiftTooShort, Hours(least) + LacksAlone(least), Hours(least));
        }

        return InPlan(alone);
    }

    LeftOutStop? InPlan(List<VehicleType> alone)
    {
        var idle = alone.Where(type => plan.Tours.Count(tour => tour.Vehicle == type.Id) < type.Count)
            .Select(type => type.FixedCost + type.CostPerDistance * Length([type.Start, _stop.Place, type.End]));
        var mates = plan.Tours.Where(tour => alone.Exists(type => type.Id == tour.Vehicle) && First(tour).Class == _stop.Class).ToList();
        var roomy = mates.Where(tour =>
            Enumerable.Range(0, problem.Dimensions).All(dimension => Free(tour, dimension) >= _stop.Demand[dimension]));
        var costs = idle.Concat(roomy.SelectMany(Insertions)).ToList();
        if (costs.Count > 0)
        {
            var least = costs.Min();
            return _stop.SkipPenalty < least ? Because(LeftOutReason.NotWorthIt, least, _stop.SkipPenalty.Value) : null;
        }

        return mates.Count == 0 ? Because(LeftOutReason.CapacityUsedUp) : NoRoom(mates);
    }

    LeftOutStop NoRoom(List<Tour> mates)
    {
        for (var dimension = 0; dimension < problem.Dimensions; dimension++)
        {
            var most = mates.Max(tour => Free(tour, dimension));
            if (most < _stop.Demand[dimension])
            {
                return Because(LeftOutReason.CapacityUsedUp, _stop.Demand[dimension], most, dimension);
            }

            mates = [.. mates.Where(tour => Free(tour, dimension) >= _stop.Demand[dimension])];
        }

        return Because(LeftOutReason.TimeUsedUp);
    }

    /// <summary>What each insertion into a tour that keeps all windows and hours costs more.</summary>
    IEnumerable<long> Insertions(Tour tour)
    {
        var type = problem.VehicleOf(tour.Vehicle);
        Stop[] stops = [.. tour.Visits.Select(visit => problem.StopOf(visit.Stop))];
        for (var index = 0; index <= stops.Length; index++)
        {
            Stop[] longer = [.. stops[..index], _stop, .. stops[index..]];
            if (CanDrive(type, longer))
            {
                yield return (Length(Places(type, longer)) - Length(Places(type, stops))) * type.CostPerDistance;
            }
        }
    }

    /// <summary>
    /// Whether the stops can be served in this order: the tour that comes back soonest has to leave by the hours of the driver before that,
    /// or, when it would be late then, may not be there at all.
    /// </summary>
    bool CanDrive(VehicleType type, Stop[] stops)
    {
        var back = Drive(type, stops, type.ShiftFrom);
        if (back is null)
        {
            return false;
        }

        // Leaving later never brings it back sooner; whoever leaves just so late that the hours suffice for the soonest return is
        // right or nobody.
        var leave = Math.Max(type.ShiftFrom, back.Value - (type.LongestDuration ?? ArcsMax));
        return Drive(type, stops, leave) is { } again && again - leave <= (type.LongestDuration ?? ArcsMax);
    }

    const int ArcsMax = int.MaxValue / 2;

    /// <summary>When a vehicle that leaves at an instant comes back; null when it is too late anywhere.</summary>
    int? Drive(VehicleType type, Stop[] stops, int time)
    {
        var place = type.Start;
        foreach (var stop in stops)
        {
            time = Math.Max(time + problem.Travel.Duration(place, stop.Place), stop.Earliest);
            if (time > stop.Latest)
            {
                return null;
            }

            (place, time) = (stop.Place, time + stop.Service);
        }

        time += problem.Travel.Duration(place, type.End);
        return time <= type.ShiftUntil ? time : null;
    }

    int ArrivalAlone(VehicleType type) => type.ShiftFrom + problem.Travel.Duration(type.Start, _stop.Place);

    /// <summary>Between leaving and coming back, at most.</summary>
    static int Hours(VehicleType type) => Math.Min(type.LongestDuration ?? int.MaxValue, type.ShiftUntil - type.ShiftFrom);

    /// <summary>What a vehicle that serves the stop alone would need more than it has, of its shift or its hours.</summary>
    int LacksAlone(VehicleType type)
    {
        var back = problem.Travel.Duration(_stop.Place, type.End);
        var end = Math.Max(ArrivalAlone(type), _stop.Earliest) + _stop.Service + back;
        var hours = problem.Travel.Duration(type.Start, _stop.Place) + _stop.Service + back;
        return Math.Max(end - type.ShiftUntil, hours - Hours(type));
    }

    Stop First(Tour tour) => problem.StopOf(tour.Visits[0].Stop);

    long Free(Tour tour, int dimension) =>
        problem.VehicleOf(tour.Vehicle).Capacity[dimension] - tour.Visits.Sum(visit => (long)problem.StopOf(visit.Stop).Demand[dimension]);

    static int[] Places(VehicleType type, Stop[] stops) => [type.Start, .. stops.Select(stop => stop.Place), type.End];

    long Length(int[] places) => places.Zip(places.Skip(1)).Sum(pair => (long)problem.Travel.Distance(pair.First, pair.Second));

    LeftOutStop Because(LeftOutReason reason, long needed = 0, long available = 0, int? dimension = null) =>
        new(_stop.Id, reason, needed, available, dimension);
}
