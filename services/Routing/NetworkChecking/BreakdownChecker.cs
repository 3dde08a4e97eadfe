using Marketplace.Routing.Network;

namespace Marketplace.Routing.NetworkChecking;

/// <summary>
/// Says what is broken in a plan that was mended after a lorry broke down on its way, by the definitions alone: each part that was on board
/// is taken over once or is named as stranded, each lorry that takes goods over is driven again, and no other tour drives otherwise.
/// </summary>
/// <param name="problem">As it was mended for.</param>
/// <param name="key">The leg of the tour.</param>
/// <param name="failed">The tour.</param>
/// <param name="loads">What was on board, by where it stands.</param>
/// <param name="repaired">What became of it.</param>
public sealed class BreakdownChecker(
    NetworkProblem problem, LegKey key, LegTour failed, IReadOnlyList<LoadOnBoard> loads, RepairedPlan repaired)
{
    readonly List<NetworkFault> _faults = [];

    /// <returns>Empty when nothing is broken.</returns>
    public IReadOnlyList<NetworkFault> Check()
    {
        var transfers = repaired.Plan.Legs.SelectMany(leg => leg.Tours.Select(tour => (leg.Key, Tour: tour)))
            .Where(known => known.Tour.TakenOverAt is not null && repaired.Changes.Any(change => ReferenceEquals(change.Now, known.Tour)
                && change.Before is null)).ToList();
        foreach (var load in loads)
        {
            foreach (var part in load.Parts)
            {
                var taken = transfers.Where(known => known.Tour.Visits.Any(visit => visit.Stop == part)).ToList();
                var stranded = repaired.Stranded.Count(known => known.Part == part);
                Require(taken.Count + stranded == 1, "part_not_once", part, "应当由一辆车接驳，或说明滞留", "it is not taken over or stranded once");
                Require(
                    taken.TrueForAll(known => known.Tour.TakenOverAt == load.Place), "taken_over_elsewhere", part, "不在停车处接驳",
                    "it is taken over where it is not");
                Require(
                    stranded == 0 || !repaired.Plan.Legs.SelectMany(leg => leg.Tours).SelectMany(tour => tour.Visits)
                        .Any(visit => visit.Stop == part && visit.Begin >= problem.From),
                    "stranded_and_carried", part, "已滞留却仍在后续趟次上", "it is stranded, and on a later tour");
            }
        }

        foreach (var (leg, tour) in transfers)
        {
            Drive(leg, tour);
        }

        CheckOthers();
        CheckVehicles();
        return _faults;
    }

    void Drive(LegKey leg, LegTour tour)
    {
        var (vehicle, parts) = (problem.VehicleOf(tour.Vehicle), tour.Visits.Select(visit => problem.PartOf(visit.Stop)).ToList());
        var name = parts[0].Id;
        Require(
            parts.TrueForAll(part => vehicle.Classes.Contains(part.Class)), "class_unfit", name, "车辆不适合温区", "it is not fit for the class");
        Require(parts.Sum(part => (long)part.WeightKg) <= vehicle.PayloadKg, "payload_exceeded", name, "超载", "it is loaded with too much");
        Require(
            parts.Sum(part => (long)part.VolumeLitres) <= vehicle.VolumeLitres, "volume_exceeded", name, "超出容积", "its load is too large");
        Require(
            vehicle.Leg == (leg.Kind == LegKind.Direct ? LegKind.Trunk : leg.Kind), "vehicle_of_other_leg", name, "车辆用途不符",
            "it is for other legs");
        Require(tour.Departure >= problem.From, "leaves_too_soon", name, "出车过早", "it leaves before it can");
        Require(
            tour.Return - tour.Departure <= (vehicle.LongestDuration ?? int.MaxValue), "hours_exceeded", name, "超出工时",
            "it takes longer than the hours of its driver");
        var place = vehicle.Base is { } node ? problem.PlaceOf(node) : BeginOf();
        var (time, metres) = (
            tour.Departure + problem.Roads.Duration(place, tour.TakenOverAt!.Value),
            (long)problem.Roads.Distance(place, tour.TakenOverAt.Value));
        place = tour.TakenOverAt.Value;
        var handsOver = leg.Kind is LegKind.Delivery or LegKind.Direct;
        time += handsOver ? parts.Sum(problem.Rules.ServiceOf) : 0;
        foreach (var (visit, part) in tour.Visits.Zip(parts))
        {
            var stop = handsOver ? part.Dock : place;
            (time, metres) = (time + problem.Roads.Duration(place, stop), metres + problem.Roads.Distance(place, stop));
            Require(
                visit.Arrival >= time && visit.Begin >= visit.Arrival && visit.Departure >= visit.Begin + problem.Rules.ServiceOf(part),
                "times_wrong", part.Id, "时间不连续", "it is there before it can be");
            Require(
                !handsOver || (visit.Begin >= part.Earliest && visit.Begin <= part.Latest), "window_missed", part.Id, "不在收货时间窗内",
                "it is not handed over in its window");
            Require(handsOver || tour.Return <= UntilOf(leg, part), "next_lorry_missed", part.Id, "赶不上下一段", "it misses its next lorry");
            (place, time) = (stop, visit.Departure);
        }

        if (leg.Kind != LegKind.Direct)
        {
            (time, metres) = (time + problem.Roads.Duration(place, leg.At), metres + problem.Roads.Distance(place, leg.At));
        }

        Require(tour.Return >= time, "return_too_soon", name, "返回时间过早", "it is back before it can be");
        Require(tour.Metres == metres, "metres_wrong", name, $"里程应为 {metres} 米", $"it drives {metres} m");
        Require(
            tour.CostFen == vehicle.FixedFen + (metres * vehicle.FenPerKm + 999) / 1_000, "cost_wrong", name, "费用不符", "its cost is wrong");
    }

    int BeginOf() => key.Kind switch
    {
        LegKind.Collection or LegKind.Delivery => key.At,
        LegKind.Trunk => FirstHub(),
        LegKind.Direct => key.From,
    };

    /// <summary>The hub where the broken lorry loaded first: that to which its first part was collected, or where it was brought.</summary>
    int FirstHub() => repaired.Plan.Legs.SelectMany(leg => leg.Tours.Select(tour => (leg.Key, Tour: tour)))
        .Concat(repaired.Changes.Where(change => change.Before is not null).Select(change => (Key: change.Leg, Tour: change.Before!)))
        .Where(known => known.Key.Kind == LegKind.Collection && known.Tour.Visits.Any(visit => visit.Stop == failed.Visits[0].Stop))
        .Select(known => (int?)known.Key.At).FirstOrDefault() ?? problem.PartOf(failed.Visits[0].Stop).Origin;

    int UntilOf(LegKey leg, Part part) => leg.Kind == LegKind.Collection
        ? leg.Day * NetworkProblem.Day + problem.Nodes.First(node => node.Kind == NodeKind.Hub && node.Place == leg.At).OpenUntil
        : repaired.Plan.Legs.Where(next => next.Key.Kind == LegKind.Delivery).SelectMany(next => next.Tours)
            .Where(next => next.Visits.Any(visit => visit.Stop == part.Id)).Min(next => next.Departure) - problem.Rules.HandlingSeconds;

    /// <summary>Of the other tours goods may drop out, and what waited for the broken lorry may be added; none drives otherwise.</summary>
    void CheckOthers()
    {
        var aboard = loads.SelectMany(load => load.Parts).ToHashSet(StringComparer.Ordinal);
        foreach (var change in repaired.Changes.Where(change => change.Before is not null && !ReferenceEquals(change.Before, failed)))
        {
            var had = change.Before!.Visits.Select(visit => visit.Stop).ToList();
            var has = change.Now?.Visits.Select(visit => visit.Stop).ToList() ?? [];
            Require(
                !has.Except(had).Any(aboard.Contains), "added_to_other", had[0], "车上货物被加到其他趟次",
                "what was on board is added to another tour");
            var others = failed.Visits.Select(visit => visit.Stop).ToHashSet(StringComparer.Ordinal);
            Require(
                had.Except(has).All(others.Contains), "others_dropped", had[0], "其他货物被移出",
                "goods that have nothing to do with it drop out");
        }
    }

    void CheckVehicles()
    {
        var used = repaired.Plan.Legs.SelectMany(leg => leg.Tours.Select(tour => (tour.Vehicle, leg.Key.Day))).CountBy(use => use);
        foreach (var ((vehicle, day), count) in used)
        {
            Require(
                count <= problem.CountOf(problem.VehicleOf(vehicle), day), "too_many_vehicles", null, $"车型 {vehicle} 不够",
                $"There are too few vehicles {vehicle} on day {day}");
        }
    }

    void Require(bool isSo, string code, string? part, string zh, string en)
    {
        if (!isSo)
        {
            _faults.Add(new NetworkFault(code, key, part, $"{part}：{zh}", $"{part}: {en}."));
        }
    }
}
