using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/carrier. As long as nothing was delivered the supplier names another carrier, or itself: the one
/// before no longer sees the shipment, and whose record counts is judged by the one that brings the goods (CR-01).
/// </summary>
public static partial class ReplaceCarrier
{
    static readonly CarrierChangeReason[] Reasons =
        [.. Enum.GetValues<CarrierChangeReason>().Where(reason => reason != CarrierChangeReason.Refused)];

    /// <summary>Who carries it from now on, and why.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>A registered carrier, or the supplier itself: who will record the delivery.</summary>
        public required Guid CarrierId { get; init; }

        /// <summary>That carrier's number, 1 to 40 visible characters without blanks.</summary>
        public required string Waybill { get; init; }

        /// <summary>The plate or name of what carries them, 1 to 40 characters; absent when it does not matter.</summary>
        public string? Vehicle { get; init; }

        /// <summary>One of NamedByMistake, NeverTaken, Breakdown, Silent or Other.</summary>
        public required CarrierChangeReason Reason { get; init; }

        /// <summary>Up to 200 characters for the others; needed when the reason is Other.</summary>
        public string? Note { get; init; }

        public void Check(Checks check)
        {
            DispatchShipment.CheckCarriage(check, CarrierId, Waybill, Vehicle);
            check.That(
                Reasons.Contains(Reason),
                "reason",
                "reason_not_yours",
                $"此原因由承运商填写；可选：{string.Join("、", Reasons)}。",
                $"This reason is the carrier's; choose one of {string.Join(", ", Reasons)}.");
            ShipmentCancellations.CheckNote(check, Note, isNeeded: Reason == CarrierChangeReason.Other);
        }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/carrier", HandleAsync)
        .WithName(nameof(ReplaceCarrier))
        .WithSummary("更换承运商 Name another carrier for a shipment on its way")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentSummary>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        if (shipment.SupplierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        var now = clock.NowToTheMillisecond();
        DispatchShipment.RequireActive(await db.CarrierAsync(request.CarrierId, ct), request.CarrierId, shipment, BusinessDay.Of(now));
        db.Add(shipment.ReplaceCarrier(
            request.CarrierId, request.Waybill, request.Vehicle, (request.Reason, request.Note, caller.Subject), now));
        await db.SaveChangesAsync(ct);
        Replaced(logger, shipmentId, request.CarrierId, request.Reason);
        return TypedResults.Ok(ShipmentSummary.Of(shipment, caller));
    }

    [LoggerMessage(LogLevel.Information, "Shipment {ShipmentId} goes with carrier {CarrierId} from now on: {Reason}")]
    static partial void Replaced(ILogger logger, Guid shipmentId, Guid carrierId, CarrierChangeReason reason);
}
