using Marketplace.Contracts;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
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
                ShipmentItems.CheckItems(check, Items, item => item.ShipmentId ?? item.Claimed);
                check.Count(Items.Sum(item => item.Labels?.Count ?? 0), 0, ScannedPackages.LabelsMax, "items", "个标签", "labels in all");
                check.Each(Items, "items", (item, each) => each.That(
                    item.ShipmentId is null == item.Labels is { Count: > 0 }, "labels", "shipment_or_labels",
                    "请填写 shipmentId 或 labels。", "Give either shipmentId or labels."));
            }
        }

        internal RecordDelivery.Request OfEach => new() { StatedDeliveredAt = StatedDeliveredAt, ReceivedBy = ReceivedBy };
    }

    /// <summary>One shipment that was handed over.</summary>
    public sealed record Item
    {
        /// <summary>Absent when labels were scanned.</summary>
        public Guid? ShipmentId { get; init; }

        /// <summary>In place of the id: codes of labels of packages of the shipment, as they were scanned.</summary>
        public IReadOnlyList<string>? Labels { get; init; }

        /// <summary>The shipment that the labels name, whether they are genuine or not; null when none can be read.</summary>
        internal Guid? Claimed => ScannedPackages.ClaimedBy(Labels).Cast<Guid?>().FirstOrDefault();
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
        IReadOnlyList<Item> items = request.Items ??
            [.. (await db.OnTheWayToAsync(request.DockId!.Value, request.DeliverOn!.Value, ct)).Select(id => new Item { ShipmentId = id })];
        var keys = new LabelKeys(items.Any(item => item.Labels is not null) ? await db.LabelKeys.AsNoTracking().ToListAsync(ct) : []);
        return await ShipmentItems.ApplyAsync<RecordDelivery.Request>(
            db,
            caller,
            [
                .. items.Select(item => new ShipmentItem<RecordDelivery.Request>(item.ShipmentId ?? item.Claimed, request.OfEach)
                {
                    RequireGenuine = item.Labels is { } labels ? () => ScannedPackages.Of(labels, keys) : null,
                }),
            ],
            db.Shipments,
            (shipment, asked) => RecordDelivery.Apply(db, shipment, asked, carrier, caller, now, options.Value.Rules, logger),
            ct);
    }
}
