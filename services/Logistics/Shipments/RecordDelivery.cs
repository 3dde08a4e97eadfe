using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/delivery → ShipmentDelivered. The carrier hands the goods over.</summary>
public static partial class RecordDelivery
{
    /// <summary>The proof of delivery.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>
        /// When the goods arrived, if that was before the recording: not before the dispatch. It is kept beside it; the time in which the
        /// buyer may be silent runs from the recording, or later (CR-01).
        /// </summary>
        public DateTimeOffset? StatedDeliveredAt { get; init; }

        /// <summary>Who took them in, 1 to 80 characters.</summary>
        public required string ReceivedBy { get; init; }

        public void Check(Checks check) => check.Text(ReceivedBy, "receivedBy", max: 80);
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/delivery", HandleAsync)
        .WithName(nameof(RecordDelivery))
        .WithSummary("登记签收 Record the delivery of a shipment")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentSummary>> HandleAsync(
        Guid shipmentId,
        Request request,
        LogisticsDb db,
        Caller caller,
        IOptions<AcceptanceOptions> options,
        TimeProvider clock,
        ILogger<Shipment> logger,
        CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        var carrier = await db.CarrierAsync(caller.Org, ct);
        Apply(db, shipment, request, carrier, caller, clock.NowToTheMillisecond(), options.Value.Rules, logger);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ShipmentSummary.Of(shipment, caller));
    }

    /// <summary>Records the delivery of a shipment that is locked, and tells of it; the caller saves.</summary>
    /// <param name="carrier">The caller as the register has it; null when it is a supplier that carries its own goods.</param>
    internal static void Apply(
        LogisticsDb db,
        Shipment shipment,
        Request request,
        Carrier? carrier,
        Caller caller,
        DateTimeOffset now,
        AcceptanceRules rules,
        ILogger logger)
    {
        if (caller.Org is null || shipment.CarrierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        DateTimeOffset? statedAt = request.StatedDeliveredAt is { } instant ? Milliseconds.Truncate(instant) : null;
        var carriage = carrier?.CarriageFor(shipment.SupplierId, BusinessDay.Of(now)) ?? Carriage.NotActive;
        shipment.Deliver(statedAt, request.ReceivedBy, now, rules, carriage);
        Tell(db, shipment);
        Delivered(logger, shipment.ShipmentId);
    }

    /// <summary>Tells of a delivery, whoever has recorded it.</summary>
    internal static void Tell(LogisticsDb db, Shipment shipment) => db.Publish(new ShipmentDelivered
    {
        ShipmentId = shipment.ShipmentId,
        OrderId = shipment.OrderId,
        DeliveredAt = shipment.DeliveredAt!.Value,
    });

    [LoggerMessage(LogLevel.Information, "Shipment {ShipmentId} was delivered")]
    static partial void Delivered(ILogger logger, Guid shipmentId);
}
