using Marketplace.Routing.Network;

namespace Marketplace.Routing.NetworkChecking;

/// <summary>Follows a part from its origin to its dock.</summary>
sealed class PartWay(
    NetworkProblem problem, Part part, IReadOnlyList<(LegKey Key, LegTour Tour, Visit Visit)> stops, int timesLeftOut)
{
    public IEnumerable<NetworkFault> Faults()
    {
        if (timesLeftOut > 1 || (timesLeftOut == 1) == (stops.Count > 0))
        {
            yield return Fault(
                "part_not_once", "应当或者安排、或者说明未安排的原因，且只有一次", "it is neither carried nor left out, or both, or repeatedly");
            yield break;
        }

        if (timesLeftOut == 1)
        {
            yield break;
        }

        var kinds = stops.Select(stop => stop.Key.Kind).ToList();
        if (!IsWay(kinds))
        {
            yield return Fault("way_broken", $"运输段不连续：{string.Join("、", kinds)}", $"its legs are {string.Join(", ", kinds)}");
            yield break;
        }

        foreach (var fault in kinds[0] == LegKind.Direct ? Direct(stops[0]) : ByNodes())
        {
            yield return fault;
        }

        var last = stops[^1].Visit;
        if (last.Begin < part.Earliest || last.Begin > part.Latest)
        {
            yield return Fault("window_missed", "不在收货时间窗内", "it is not handed over in its window");
        }
    }

    /// <summary>Direct; or trunk and delivery, collected before unless its origin is a hub.</summary>
    bool IsWay(List<LegKind> kinds) => kinds switch
    {
        [LegKind.Direct] => true,
        [LegKind.Trunk, LegKind.Delivery] => IsNode(NodeKind.Hub, part.Origin) && stops[0].Key.At == stops[1].Key.At,
        [LegKind.Collection, LegKind.Trunk, LegKind.Delivery] => stops[1].Key.At == stops[2].Key.At,
        _ => false,
    };

    IEnumerable<NetworkFault> Direct((LegKey Key, LegTour Tour, Visit Visit) stop)
    {
        var ready = Math.Max(part.Ready, problem.From);
        if (stop.Key.From != part.Origin || stop.Key.At != part.Dock || stop.Tour.Departure < ready + problem.Rules.HandlingSeconds)
        {
            yield return Fault("not_ready", "直达车在货物备好装车前出发", "its lorry leaves before it is ready and loaded");
        }
    }

    IEnumerable<NetworkFault> ByNodes()
    {
        var (trunk, delivery) = (stops[^2], stops[^1]);
        var (collected, hub) = stops.Count == 3
            ? (stops[0].Tour.Return, stops[0].Key.At)
            : (Math.Max(part.Ready, problem.From), part.Origin);
        if (stops.Count == 3 && stops[0].Visit.Begin < Math.Max(part.Ready, problem.From))
        {
            yield return Fault("not_ready", "货物未备好就集货", "it is collected before it is ready");
        }

        if (stops.Count == 3 && !IsOpen(NodeKind.Hub, hub, stops[0].Key.Day, stops[0].Tour.Departure, stops[0].Tour.Return))
        {
            yield return Fault("hub_closed", "集货不在县级仓营业时间内", "its collection is not within the hours of the hub");
        }

        if (trunk.Visit.Begin < collected + problem.Rules.HandlingSeconds)
        {
            yield return Fault("not_at_hub", "货物到县级仓前干线已装车", "its trunk lorry loads before it is at the hub");
        }

        if (delivery.Tour.Departure < trunk.Tour.Return + problem.Rules.HandlingSeconds)
        {
            yield return Fault("not_at_depot", "干线到仓前已出车配送", "its delivery leaves before it is at the depot");
        }

        if (!IsOpen(NodeKind.Depot, delivery.Key.At, delivery.Key.Day, delivery.Tour.Departure, delivery.Tour.Return))
        {
            yield return Fault("depot_closed", "配送不在仓库营业时间内", "its delivery is not within the hours of the depot");
        }

        if (!Keeps(NodeKind.Hub, hub) || !Keeps(NodeKind.Depot, delivery.Key.At))
        {
            yield return Fault("no_store", $"节点不能存放 {part.Class}", $"a node on its way can't keep {part.Class}");
        }
    }

    bool IsNode(NodeKind kind, int place) => problem.Nodes.Any(node => node.Kind == kind && node.Place == place);

    bool Keeps(NodeKind kind, int place) =>
        problem.Nodes.Any(node => node.Kind == kind && node.Place == place && node.Classes.Contains(part.Class));

    bool IsOpen(NodeKind kind, int place, int day, int from, int until) => problem.Nodes.Any(node =>
        node.Kind == kind && node.Place == place
        && from >= day * NetworkProblem.Day + node.OpenFrom && until <= day * NetworkProblem.Day + node.OpenUntil);

    NetworkFault Fault(string code, string zh, string en) => new(code, null, part.Id, $"货物 {part.Id}：{zh}", $"Part {part.Id}: {en}.");
}
