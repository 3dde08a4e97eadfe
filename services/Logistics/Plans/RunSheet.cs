using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Recalls;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>What the driver of a tour has with them: where to be when, and what is loaded or handed over there. No prices.</summary>
public sealed record RunSheet
{
    public required Guid PlanId { get; init; }

    public required int Number { get; init; }

    public required TourKind Kind { get; init; }

    public required string Class { get; init; }

    /// <summary>Where collection and delivery begin, trunk lorries end, and direct ones hand over.</summary>
    public required string PlaceName { get; init; }

    public required DateTimeOffset DepartsAt { get; init; }

    public required DateTimeOffset ReturnsAt { get; init; }

    public required long Metres { get; init; }

    public required int LoadKg { get; init; }

    /// <summary>Where goods are taken over from a lorry that broke down, before anything else; absent for all other tours.</summary>
    public PlanView.TransferView? Transfer { get; init; }

    /// <summary>In the order in which they are made; without what has dropped out.</summary>
    public required IReadOnlyList<Stop> Stops { get; init; }

    /// <summary>A place where the lorry stops.</summary>
    public sealed record Stop : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        /// <summary>From 1.</summary>
        public required int Number { get; init; }

        public required string PlaceName { get; init; }

        /// <summary>The dock where goods are handed over; absent where they are taken in.</summary>
        public Guid? DockId { get; init; }

        /// <summary>Of the dock; absent where goods are taken in.</summary>
        [SeenBy(Viewers.Carrier | Viewers.Auditor, DataClass.Contact)]
        public string? Address { get; init; }

        /// <summary>Whom to ask for at the dock, a post; absent when none was named, and where goods are taken in.</summary>
        [SeenBy(Viewers.Carrier | Viewers.Auditor, DataClass.Contact)]
        public string? ContactPost { get; init; }

        /// <summary>The time of the day in which the dock takes goods in; absent when any, and where goods are taken in.</summary>
        public DeliveryWindow? Window { get; init; }

        public required DateTimeOffset ArrivesAt { get; init; }

        public required DateTimeOffset LeavesAt { get; init; }

        public required int WeightKg { get; init; }

        public required IReadOnlyList<Load> Shipments { get; init; }
    }

    /// <summary>A shipment that is loaded or handed over at a stop.</summary>
    public sealed record Load
    {
        public required Guid ShipmentId { get; init; }

        public required string OrderNumber { get; init; }

        public required string SupplierName { get; init; }

        public required string UnitName { get; init; }

        public required ShipmentState State { get; init; }

        public string? Waybill { get; init; }

        public required int WeightKg { get; init; }

        public required IReadOnlyList<Item> Lines { get; init; }
    }

    /// <summary>Goods of a shipment: as they were sent, or while they wait as they were ordered.</summary>
    public sealed record Item
    {
        public required string Name { get; init; }

        public required Quantity Quantity { get; init; }

        /// <summary>What the quantity counts.</summary>
        public required string Unit { get; init; }

        /// <summary>True while their batch is called back: they are not loaded, and set apart where they are.</summary>
        public bool IsRecalled { get; init; }
    }

    /// <summary>Of a tour that a carrier has accepted.</summary>
    /// <exception cref="NotFoundException">There is no such plan, or no such tour of the carrier.</exception>
    /// <exception cref="RuleBrokenException">Nobody has accepted it.</exception>
    internal static async Task<RunSheet> OfAsync(LogisticsDb db, Guid planId, int number, Caller caller, CancellationToken ct)
    {
        var plan = await db.PlanAsync(planId, ct);
        var tour = plan.Tours.FirstOrDefault(known =>
                known.Number == number && (!caller.Has(Roles.Carrier) || known.CarrierId == caller.Org))
            ?? throw PlanRows.NoTour(number);
        if (tour.State != TourState.Accepted || plan.State != PlanState.Proposed)
        {
            throw new RuleBrokenException(
                "tour_not_accepted", "该趟次未被接受，没有行车单。", "Nobody has accepted this tour; it has no run sheet.");
        }

        var stops = tour.Remaining.OrderBy(stop => stop.Number).ToList();
        Guid[] ids = [.. stops.Select(stop => stop.ShipmentId)];
        // Whoever drives a stretch is no party of the shipments; what is shown of them is what is on the lorry.
        var shipments = await db.Shipments.IgnoreQueryFilters().AsNoTracking().Include(shipment => shipment.Lines)
            .Where(shipment => ids.Contains(shipment.ShipmentId)).AsSplitQuery().ToDictionaryAsync(shipment => shipment.ShipmentId, ct);
        var docks = shipments.Values.Select(shipment => shipment.DockId).OfType<Guid>().Distinct().ToList();
        var posts = await db.Docks.AsNoTracking().Where(dock => docks.Contains(dock.DockId) && dock.ContactPost != null)
            .ToDictionaryAsync(dock => dock.DockId, dock => dock.ContactPost, ct);
        var recalled = await db.RecalledBatchesOfAsync(ids, ct);
        var seenAs = caller.Oversight | (caller.Has(Roles.Carrier) ? Viewers.Carrier : Viewers.None);
        return new RunSheet
        {
            PlanId = planId,
            Number = number,
            Kind = tour.Kind,
            Class = tour.Class,
            PlaceName = tour.PlaceName,
            DepartsAt = tour.DepartsAt,
            ReturnsAt = tour.ReturnsAt,
            Metres = tour.Metres,
            LoadKg = tour.LoadKg,
            Transfer = tour.Transfer is { } transfer ? PlanView.TransferView.Of(transfer) : null,
            Stops =
            [
                .. Places(tour, stops, shipments)
                    .Select((place, index) => StopOf(tour, place, shipments, (recalled, posts), index + 1) with { SeenAs = seenAs }),
            ],
        };
    }

    /// <summary>What is loaded or handed over at one place without going on in between is one stop.</summary>
    static List<List<PlanStop>> Places(PlanTour tour, List<PlanStop> stops, Dictionary<Guid, Shipment> shipments)
    {
        var places = new List<List<PlanStop>>();
        foreach (var stop in stops)
        {
            if (places.Count > 0 && KeyOf(places[^1][0]) == KeyOf(stop))
            {
                places[^1].Add(stop);
            }
            else
            {
                places.Add([stop]);
            }
        }

        return places;

        (string, Guid?, string?) KeyOf(PlanStop stop) => HandsOver(tour)
            ? (stop.PlaceName, shipments[stop.ShipmentId].DockId, shipments[stop.ShipmentId].DeliveryAddress)
            : (stop.PlaceName, null, null);
    }

    static Stop StopOf(
        PlanTour tour, List<PlanStop> place, Dictionary<Guid, Shipment> shipments,
        (HashSet<Guid> Recalled, Dictionary<Guid, string?> Posts) known, int number)
    {
        var first = HandsOver(tour) ? shipments[place[0].ShipmentId] : null;
        return new Stop
        {
            Number = number,
            PlaceName = place[0].PlaceName,
            DockId = first?.DockId,
            Address = first?.DeliveryAddress,
            ContactPost = first?.DockId is { } dock ? known.Posts.GetValueOrDefault(dock) : null,
            Window = first?.Window,
            ArrivesAt = place[0].ArrivesAt,
            LeavesAt = place[^1].LeavesAt,
            WeightKg = place.Sum(stop => stop.WeightKg),
            Shipments = [.. place.Select(stop => LoadOf(shipments[stop.ShipmentId], known.Recalled, stop.WeightKg))],
        };
    }

    static Load LoadOf(Shipment shipment, HashSet<Guid> recalled, int weightKg) => new()
    {
        ShipmentId = shipment.ShipmentId,
        OrderNumber = shipment.OrderNumber,
        SupplierName = shipment.SupplierName,
        UnitName = shipment.UnitName,
        State = shipment.State,
        Waybill = shipment.Waybill,
        WeightKg = weightKg,
        Lines =
        [
            .. shipment.OpenLines.Select(line => new Item
            {
                Name = line.Goods.ProductName,
                Quantity = line.Dispatched ?? line.Ordered,
                Unit = line.Goods.Unit.Name,
                IsRecalled = line.Batches.Any(share => recalled.Contains(share.BatchId)),
            }),
        ],
    };

    static bool HandsOver(PlanTour tour) => tour.Kind is TourKind.Delivery or TourKind.Direct;
}
