using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Recalls;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Lorries;

/// <summary>
/// POST /logistics/dispatches → ShipmentDispatched for each. A lorry leaves with shipments of one supplier; each is dispatched or refused
/// as by <see cref="DispatchShipment"/>.
/// </summary>
public static class DispatchShipments
{
    /// <summary>What the lorry carries.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>A registered carrier, or the supplier itself: who will record the deliveries.</summary>
        public required Guid CarrierId { get; init; }

        /// <summary>The carrier's number for the load, 1 to 40 visible characters without blanks.</summary>
        public required string Waybill { get; init; }

        /// <summary>The lorry's plate or the name of its trip, 1 to 40 characters; absent when it does not matter.</summary>
        public string? Vehicle { get; init; }

        /// <summary>When it left, if that was before the recording; kept beside it.</summary>
        public DateTimeOffset? StatedDispatchedAt { get; init; }

        /// <summary>1 to 200 shipments, with no more than 5,000 lines in all; absent when all of a tour leaves.</summary>
        public IReadOnlyList<Item>? Items { get; init; }

        /// <summary>
        /// In place of items: all of the supplier's that a tour of a plan brings to the docks and that was not dispatched yet, as it was
        /// ordered.
        /// </summary>
        public PlannedTour? Tour { get; init; }

        public void Check(Checks check)
        {
            DispatchShipment.CheckCarriage(check, CarrierId, Waybill, Vehicle);
            check.That(
                Items is null != Tour is null,
                "items",
                "items_or_tour",
                "请填写 items 或 tour 之一。",
                "Give either items or a tour.");
            if (Items is not null)
            {
                ShipmentItems.CheckItems(check, Items, item => item.ShipmentId, Items.Sum(item => item.Lines.Count));
            }
        }

        internal DispatchShipment.Request Of(Item item) => new()
        {
            CarrierId = CarrierId,
            Waybill = Waybill,
            Vehicle = Vehicle,
            StatedDispatchedAt = StatedDispatchedAt,
            Lines = item.Lines,
        };
    }

    /// <summary>A tour as the legs of a shipment name it.</summary>
    public sealed record PlannedTour
    {
        public required Guid PlanId { get; init; }

        public required int Number { get; init; }
    }

    /// <summary>One shipment of the load.</summary>
    public sealed record Item
    {
        public required Guid ShipmentId { get; init; }

        /// <summary>Every line of the shipment once.</summary>
        public required IReadOnlyList<DispatchShipment.Line> Lines { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/dispatches", HandleAsync)
        .WithName(nameof(DispatchShipments))
        .WithSummary("整车发货 Dispatch the shipments of a lorry")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentOutcomes>> HandleAsync(
        Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var carrier = await db.CarrierAsync(request.CarrierId, ct);
        var items = request.Items ?? await db.OnTourAsync(request.Tour!, request.CarrierId, ct);
        var recalled = await db.RecalledBatchesOfAsync([.. items.Select(item => item.ShipmentId)], ct);
        return await ShipmentItems.ApplyAsync<DispatchShipment.Request>(
            db,
            caller,
            [.. items.Select(item => new ShipmentItem<DispatchShipment.Request>(item.ShipmentId, request.Of(item)))],
            db.Shipments.Include(shipment => shipment.Lines),
            (shipment, asked) => DispatchShipment.Apply(db, shipment, asked, (carrier, recalled), caller, now, logger),
            ct);
    }
}
