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

        /// <summary>1 to 200 shipments.</summary>
        public required IReadOnlyList<Item> Items { get; init; }

        public void Check(Checks check)
        {
            OfEach.Check(check);
            ShipmentItems.CheckItems(check, Items, item => item.ShipmentId);
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
        return await ShipmentItems.ApplyAsync<RecordDelivery.Request>(
            db,
            caller,
            [.. request.Items.Select(item => new ShipmentItem<RecordDelivery.Request>(item.ShipmentId, request.OfEach))],
            db.Shipments,
            (shipment, asked) => RecordDelivery.Apply(db, shipment, asked, carrier, caller, now, options.Value.Rules, logger),
            ct);
    }
}
