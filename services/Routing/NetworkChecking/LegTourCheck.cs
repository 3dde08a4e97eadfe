using Marketplace.Routing.Network;

namespace Marketplace.Routing.NetworkChecking;

/// <summary>Drives a tour of a leg again, as its times say, and adds up its load and cost.</summary>
sealed class LegTourCheck(NetworkProblem problem, NetworkPlan plan, LegKey leg, LegTour tour)
{
    readonly List<NetworkFault> _faults = [];
    readonly NetworkVehicle _vehicle = problem.VehicleOf(tour.Vehicle);
    readonly Lazy<IReadOnlyDictionary<string, int>> _hubs = new(() => FreightShares.HubsOf(problem, plan));

    public IEnumerable<NetworkFault> Faults()
    {
        List<Part> parts = [.. tour.Visits.Select(visit => problem.PartOf(visit.Stop))];
        if (parts.Count == 0)
        {
            Require(false, "tour_empty", null, "没有货物", "it carries nothing");
            return _faults;
        }

        Require(parts.TrueForAll(part => part.Class == tour.Class), "classes_mixed", null, "混装温区", "it carries goods of several classes");
        Require(_vehicle.Classes.Contains(tour.Class), "class_unfit", null, $"车辆不适合 {tour.Class}", $"it is not fit for {tour.Class}");
        var (kg, litres) = (parts.Sum(part => (long)part.WeightKg), parts.Sum(part => (long)part.VolumeLitres));
        Require(kg <= _vehicle.PayloadKg, "payload_exceeded", null, $"超载：{kg} kg", $"it is loaded with {kg} kg");
        Require(litres <= _vehicle.VolumeLitres, "volume_exceeded", null, $"超出容积：{litres} L", $"it is loaded with {litres} litres");
        Require(
            tour.Return - tour.Departure <= (_vehicle.LongestDuration ?? int.MaxValue), "hours_exceeded", null,
            "超出驾驶员工时", "it takes longer than the hours of its driver");
        var kind = leg.Kind == LegKind.Direct ? LegKind.Trunk : leg.Kind;
        Require(_vehicle.Leg == kind, "vehicle_of_other_leg", null, "车辆用途不符", "its vehicle is for other legs");
        if (leg.Kind is LegKind.Collection or LegKind.Delivery)
        {
            Require(problem.PlaceOf(_vehicle.Base!) == leg.At, "vehicle_elsewhere", null, "车辆不在此节点", "its vehicle is at another node");
        }

        Drive(parts);
        return _faults;
    }

    void Drive(List<Part> parts)
    {
        var (place, time) = (StartPlace(), tour.Departure);
        long metres = 0;
        foreach (var (visit, part) in tour.Visits.Zip(parts))
        {
            var stop = PlaceOf(part);
            if (place is { } before)
            {
                metres += problem.Roads.Distance(before, stop);
                time += problem.Roads.Duration(before, stop);
            }

            var isInOrder = visit.Arrival >= time && visit.Begin >= visit.Arrival
                && visit.Departure >= visit.Begin + problem.Rules.ServiceOf(part);
            Require(isInOrder, "times_wrong", part, "时间不连续", "it is there before it can be, or leaves before the part is handled");
            (place, time) = (stop, visit.Departure);
        }

        metres += problem.Roads.Distance(place!.Value, leg.At);
        time += problem.Roads.Duration(place.Value, leg.At);
        Require(tour.Return >= time, "return_too_soon", null, "返回时间过早", "it is back before it can be");
        var cost = _vehicle.FixedFen + (metres * _vehicle.FenPerKm + 999) / 1_000;
        Require(tour.Metres == metres && tour.CostFen == cost, "cost_wrong", null, $"费用应为 {cost} 分", $"it costs {cost} fen");
    }

    int? StartPlace() => leg.Kind switch
    {
        LegKind.Collection or LegKind.Delivery => leg.At,
        LegKind.Trunk => _vehicle.Base is { } node ? problem.PlaceOf(node) : null,
        LegKind.Direct => leg.From,
    };

    int PlaceOf(Part part) => leg.Kind switch
    {
        LegKind.Collection => part.Origin,
        LegKind.Trunk => _hubs.Value[part.Id],
        LegKind.Delivery or LegKind.Direct => part.Dock,
    };

    void Require(bool isSo, string code, Part? part, string zh, string en)
    {
        if (!isSo)
        {
            _faults.Add(new NetworkFault(
                code, leg, part?.Id, $"{leg.Kind} {leg.At}（第 {leg.Day} 天，{tour.Vehicle}）{zh}",
                $"{leg.Kind} at {leg.At} on day {leg.Day} by {tour.Vehicle}: {en}."));
        }
    }
}
