namespace Marketplace.Logistics.Domain;

/// <summary>
/// What a tour took from place to place: from the last scan at a node to the first at the next place. Only a tour of which each shipment
/// was scanned at both ends tells that, since a stop that nobody scanned may lie between.
/// </summary>
public static class TourTrips
{
    /// <summary>Both scans at a desk, and not on the way.</summary>
    const int SecondsMin = 60;

    /// <summary>As long as a lane may take.</summary>
    const int SecondsMax = Lane.MinutesMax * 60;

    /// <param name="tour">With its stops.</param>
    /// <param name="scans">Of its shipments, by shipment.</param>
    /// <param name="kinds">Of the nodes that the scans name.</param>
    /// <param name="deliveredIn">The regions to which its shipments go.</param>
    /// <returns>From nodes to nodes, or to the regions of docks, in order; none when the tour tells nothing.</returns>
    public static IReadOnlyList<Trip> Of(
        PlanTour tour, ILookup<Guid, CustodyEvent> scans, IReadOnlyDictionary<Guid, NodeKind> kinds,
        IReadOnlyDictionary<Guid, string> deliveredIn)
    {
        var visits = new List<Visit>();
        foreach (var stop in tour.Remaining)
        {
            var own = scans[stop.ShipmentId].ToList();
            if (own.Where(scan => IsTaking(tour, scan, kinds)).MaxBy(scan => scan.StatedAt) is not { } taken
                || own.Where(scan => IsLeaving(tour, scan) && scan.StatedAt > taken.StatedAt).MinBy(scan => scan.StatedAt) is not { } left)
            {
                return [];
            }

            visits.Add(new Visit($"{taken.NodeId}", IsNode: true, taken.StatedAt, taken.StatedAt));
            visits.Add(new Visit(
                left.NodeId is { } node ? $"{node}" : deliveredIn[stop.ShipmentId], left.NodeId is not null, left.StatedAt, left.StatedAt));
        }

        var way = Together(visits.OrderBy(visit => visit.First));
        return
        [
            .. way.Zip(way.Skip(1))
                .Where(pair => pair.First.IsNode && Seconds(pair.First, pair.Second) is >= SecondsMin and <= SecondsMax)
                .Select((pair, index) => new Trip
                {
                    PlanId = tour.PlanId,
                    TourNumber = tour.Number,
                    Number = index + 1,
                    BeginsAt = pair.First.Place,
                    EndsAt = pair.Second.Place,
                    Seconds = Seconds(pair.First, pair.Second),
                    ArrivedAt = pair.Second.First,
                }),
        ];
    }

    /// <summary>Half of the trips took no longer; of an even number the middle between the two in the middle.</summary>
    /// <param name="seconds">In order, one at least.</param>
    public static int Median(IReadOnlyList<int> seconds) => (seconds[(seconds.Count - 1) / 2] + seconds[seconds.Count / 2]) / 2;

    /// <summary>Scans at one place, one after the other, are one visit.</summary>
    static List<Visit> Together(IEnumerable<Visit> visits)
    {
        var way = new List<Visit>();
        foreach (var visit in visits)
        {
            if (way.Count > 0 && way[^1].Place == visit.Place)
            {
                way[^1] = way[^1] with { Last = visit.Last };
            }
            else
            {
                way.Add(visit);
            }
        }

        return way;
    }

    static int Seconds(Visit from, Visit to) => (int)Math.Min(int.MaxValue, (to.First - from.Last).TotalSeconds);

    /// <summary>Its carrier takes goods over where the tour takes them in: the same carrier may drive the stretch before as well.</summary>
    static bool IsTaking(PlanTour tour, CustodyEvent scan, IReadOnlyDictionary<Guid, NodeKind> kinds) =>
        scan.Act == CustodyAct.TakenOver && scan.HolderId == tour.CarrierId && scan.NodeId is { } node && tour.Kind switch
        {
            TourKind.Collection => kinds[node] == NodeKind.Station,
            TourKind.Trunk => kinds[node] == NodeKind.Hub,
            TourKind.Delivery => node == tour.NodeId,
            TourKind.Direct => kinds[node] != NodeKind.Depot,
        };

    /// <summary>Its carrier gives them up where it ends, or the buyer takes them over at its dock.</summary>
    static bool IsLeaving(PlanTour tour, CustodyEvent scan) => tour.Kind is TourKind.Collection or TourKind.Trunk
        ? scan.Act == CustodyAct.HandedOver && scan.HolderId == tour.CarrierId && scan.NodeId == tour.NodeId
        : scan.NodeId is null
            && (scan.Act == CustodyAct.HandedOver ? scan.HolderId == tour.CarrierId : scan.By == CustodyHolder.Buyer);

    sealed record Visit(string Place, bool IsNode, DateTimeOffset First, DateTimeOffset Last);
}
