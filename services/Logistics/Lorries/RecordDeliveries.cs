using Marketplace.Contracts;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Lorries;

/// <summary>
/// POST /logistics/deliveries → ShipmentDelivered for each. A lorry arrives and hands shipments over; each is recorded or refused as by
/// <see cref="RecordDelivery"/>.
/// </summary>
public static class RecordDeliveries
{
    /// <summary>The proof of delivery, for all that is unloaded at one place.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>When the goods arrived, if that was before the recording; kept beside it.</summary>
        public DateTimeOffset? StatedDeliveredAt { get; init; }

        /// <summary>Who took them in, 1 to 80 characters.</summary>
        public required string ReceivedBy { get; init; }

        /// <summary>1 to 200 shipments; absent when all for a dock and day were handed over.</summary>
        public IReadOnlyList<Item>? Items { get; init; }

        /// <summary>In place of items: all that the carrier has on the way to this dock for <see cref="DeliverOn"/>.</summary>
        public Guid? DockId { get; init; }

        /// <summary>The day for which the goods were ordered.</summary>
        public DateOnly? DeliverOn { get; init; }

        public void Check(Checks check)
        {
            OfEach.Check(check);
            check.That(
                DockId is null == DeliverOn is null && Items is null != DockId is null,
                "items",
                "items_or_dock",
                "请或填写 items，或同时填写 dockId 与 deliverOn。",
                "Give either items, or a dock with a day.");
            if (Items is not null)
            {
                ShipmentItems.CheckItems(check, Items, item => item.ShipmentId);
            }
        }

        internal RecordDelivery.Request OfEach => new() { StatedDeliveredAt = StatedDeliveredAt, ReceivedBy = ReceivedBy };
    }

    /// <summary>One shipment that was handed over.</summary>
    public sealed record Item
    {
        public required Guid ShipmentId { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/deliveries", HandleAsync)
        .WithName(nameof(RecordDeliveries))
        .WithSummary("整车签收 Record the delivery of the shipments of a lorry")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentOutcomes>> HandleAsync(
        Request request,
        LogisticsDb db,
        Caller caller,
        IOptions<AcceptanceOptions> options,
        TimeProvider clock,
        ILogger<Shipment> logger,
        CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var carrier = await db.CarrierAsync(caller.Org, ct);
        var shipments = request.Items?.Select(item => item.ShipmentId)
            ?? await db.OnTheWayToAsync(request.DockId!.Value, request.DeliverOn!.Value, ct);
        return await ShipmentItems.ApplyAsync<RecordDelivery.Request>(
            db,
            caller,
            [.. shipments.Select(shipmentId => new ShipmentItem<RecordDelivery.Request>(shipmentId, request.OfEach))],
            db.Shipments,
            (shipment, asked) => RecordDelivery.Apply(db, shipment, asked, carrier, caller, now, options.Value.Rules, logger),
            ct);
    }
}
