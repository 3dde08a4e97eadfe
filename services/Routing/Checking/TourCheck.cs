namespace Marketplace.Routing.Checking;

/// <summary>Drives one tour as it is written down, and notes what cannot be.</summary>
sealed class TourCheck(RoutingProblem problem, Tour tour, int number)
{
    readonly VehicleType _vehicle = problem.VehicleOf(tour.Vehicle);
    readonly List<PlanFault> _faults = [];

    public IReadOnlyList<PlanFault> Faults()
    {
        if (tour.Visits.Count == 0)
        {
            Note("tour_empty", null, "没有站点", "it has no stops");
        }

        CheckClasses();
        CheckCapacity();
        CheckTimes();
        CheckCost();
        return _faults;
    }

    void CheckClasses()
    {
        var classes = tour.Visits.Select(visit => problem.StopOf(visit.Stop).Class).Distinct(StringComparer.Ordinal).ToList();
        if (classes.Count > 1)
        {
            var mixed = string.Join(", ", classes);
            Note("classes_mixed", null, $"混装温区 {mixed}", $"it mixes the classes {mixed}");
        }

        foreach (var unfit in classes.Except(_vehicle.Classes, StringComparer.Ordinal))
        {
            Note("class_unfit", null, $"车辆不适合温区 {unfit}", $"its vehicle is not fit for the class {unfit}");
        }
    }

    void CheckCapacity()
    {
        for (var dimension = 0; dimension < problem.Dimensions; dimension++)
        {
            var load = tour.Visits.Sum(visit => (long)problem.StopOf(visit.Stop).Demand[dimension]);
            if (load > _vehicle.Capacity[dimension])
            {
                Note(
                    "capacity_exceeded", null, $"第 {dimension + 1} 项载量 {load} 超过 {_vehicle.Capacity[dimension]}",
                    $"its load {load} in dimension {dimension} is above {_vehicle.Capacity[dimension]}");
            }
        }
    }

    void CheckTimes()
    {
        Require(tour.Departure >= _vehicle.ShiftFrom, "shift_not_begun", null, "班次开始前出车", "it leaves before the shift begins");
        var (place, free) = (_vehicle.Start, tour.Departure);
        foreach (var visit in tour.Visits)
        {
            var stop = problem.StopOf(visit.Stop);
            var soonest = free + problem.Travel.Duration(place, stop.Place);
            Require(
                visit.Arrival >= soonest, "arrival_too_soon", stop, $"最早 {soonest} 才能到达，写的是 {visit.Arrival}",
                $"it can't be there before {soonest}, and is said to be at {visit.Arrival}");
            Require(visit.Begin >= visit.Arrival, "service_before_arrival", stop, "到达前开始作业", "service begins before it is there");
            Require(visit.Begin >= stop.Earliest, "window_not_open", stop, "时间窗开始前作业", "service begins before the window");
            Require(
                visit.Begin <= stop.Latest, "window_missed", stop, $"作业开始于 {visit.Begin}，晚于 {stop.Latest}",
                $"service begins at {visit.Begin}, after {stop.Latest}");
            Require(visit.Departure >= visit.Begin + stop.Service, "service_cut_short", stop, "作业时间不足", "it leaves before service is done");
            (place, free) = (stop.Place, visit.Departure);
        }

        var back = free + problem.Travel.Duration(place, _vehicle.End);
        Require(tour.Return >= back, "return_too_soon", null, $"最早 {back} 才能返回", $"it can't be back before {back}");
        Require(tour.Return <= _vehicle.ShiftUntil, "shift_exceeded", null, "班次结束后返回", "it comes back after the end of the shift");
        Require(
            tour.Return - tour.Departure <= (_vehicle.LongestDuration ?? int.MaxValue), "duration_exceeded", null,
            $"用时 {tour.Return - tour.Departure} 超过 {_vehicle.LongestDuration}",
            $"it takes {tour.Return - tour.Departure}, more than {_vehicle.LongestDuration}");
    }

    void CheckCost()
    {
        int[] places = [_vehicle.Start, .. tour.Visits.Select(visit => problem.StopOf(visit.Stop).Place), _vehicle.End];
        var distance = places.Zip(places.Skip(1)).Sum(pair => (long)problem.Travel.Distance(pair.First, pair.Second));
        var cost = checked(_vehicle.FixedCost + distance * _vehicle.CostPerDistance);
        Require(tour.Distance == distance, "distance_wrong", null, $"里程应为 {distance}", $"its distance is {distance}, not {tour.Distance}");
        Require(tour.Cost == cost, "cost_wrong", null, $"费用应为 {cost}", $"it costs {cost}, not {tour.Cost}");
    }

    void Require(bool isSo, string code, Stop? stop, string zh, string en)
    {
        if (!isSo)
        {
            Note(code, stop, zh, en);
        }
    }

    void Note(string code, Stop? stop, string zh, string en)
    {
        var (atZh, at) = stop is null ? ("", "") : ($"站点 {stop.Id}：", $" at stop {stop.Id}");
        _faults.Add(new PlanFault(
            code, number, stop?.Id, $"第 {number + 1} 趟（{tour.Vehicle}）{atZh}{zh}", $"Tour {number + 1} ({tour.Vehicle}){at}: {en}."));
    }
}
