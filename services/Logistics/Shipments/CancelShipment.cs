using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Shipments;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/cancellation → ShipmentCancelled. The buyer withdraws goods that have not been sent, all of the
/// shipment or some lines.
/// </summary>
public static class CancelShipment
{
    internal static readonly ShipmentCancellationReason[] Reasons =
    [
        ShipmentCancellationReason.NotNeeded,
        ShipmentCancellationReason.OrderedByMistake,
        ShipmentCancellationReason.TooLate,
        ShipmentCancellationReason.Other,
    ];

    /// <summary>Why, and which lines.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>One of NotNeeded, OrderedByMistake, TooLate or Other.</summary>
        public required ShipmentCancellationReason Reason { get; init; }

        /// <summary>Up to 200 characters for the other side; needed when the reason is Other.</summary>
        public string? Note { get; init; }

        /// <summary>Which lines, whole; absent for all that are left.</summary>
        public IReadOnlyList<Guid>? LineIds { get; init; }

        public void Check(Checks check) => ShipmentCancellations.Check(check, Reason, Note, LineIds, Reasons);
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/cancellation", HandleAsync)
        .WithName(nameof(CancelShipment))
        .WithSummary("取消未发货的货物 Cancel goods that were not sent yet")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentSummary>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        var shipment = await ShipmentCancellations.LockAsync(db, shipmentId, ct);
        if (!shipment.IsBoughtBy(caller.Org))
        {
            throw Refusals.NotYours();
        }

        var end = new LineCancellation(CancelledBy.Buyer, request.Reason, request.Note, caller.Subject, clock.NowToTheMillisecond());
        return TypedResults.Ok(await ShipmentCancellations.CancelAsync(db, shipment, end, request.LineIds, caller, logger, ct));
    }
}
