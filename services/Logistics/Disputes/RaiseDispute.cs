using Marketplace.Contracts;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Photos;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Disputes;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/disputes. The buyer neither accepts nor refuses some of a line: its clock stops until somebody
/// rules, while the rest is accepted by the buyer or its silence (CR-01).
/// </summary>
public static partial class RaiseDispute
{
    /// <summary>What is disputed and why.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid DisputeId { get; init; }

        public required Guid LineId { get; init; }

        /// <summary>More than 0, at most what was dispatched of the line and is not under dispute yet.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>1 to 500 characters.</summary>
        public required string Reason { get; init; }

        /// <summary>At most 10 photographs of the shipment that the buyer has sent.</summary>
        public IReadOnlyList<Guid>? PhotoIds { get; init; }

        public void Check(Checks check)
        {
            check.NewId(DisputeId, "disputeId");
            check.NotEmpty(LineId, "lineId");
            check.Text(Reason, "reason", max: 500);
            NamedPhotos.Check(check, PhotoIds, "photoIds");
        }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/disputes", HandleAsync)
        .WithName(nameof(RaiseDispute))
        .WithSummary("提出异议 Dispute goods of a delivery")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Created<DisputeView>> HandleAsync(
        Guid shipmentId,
        Request request,
        LogisticsDb db,
        Caller caller,
        IOptions<AcceptanceOptions> options,
        TimeProvider clock,
        ILogger<Dispute> logger,
        CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).Include(known => known.Disputes).AsSplitQuery()
            .SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct) ?? throw Refusals.NotFound(shipmentId);
        if (!shipment.IsBoughtBy(caller.Org))
        {
            throw Refusals.NotYours();
        }

        var photos = await NamedPhotos.ReadAsync(db, [shipmentId], [request.PhotoIds], ct);
        var dispute = shipment.Dispute(
            request.DisputeId, request.LineId, request.Quantity, request.Reason, caller.Subject, clock.NowToTheMillisecond(),
            options.Value.Rules, photos.Of(shipmentId, request.PhotoIds, "photoIds"));
        db.Add(dispute);
        await db.SaveChangesAsync(ct);
        Raised(logger, dispute.DisputeId, shipmentId, dispute.LineId, dispute.Quantity);
        return TypedResults.Created(
            $"/logistics/disputes/{dispute.DisputeId}", DisputeView.Of(dispute, ShipmentViewers.Of(caller, shipment)));
    }

    [LoggerMessage(LogLevel.Information, "Dispute {DisputeId} on shipment {ShipmentId}: {Quantity} of line {LineId}")]
    static partial void Raised(ILogger logger, Guid disputeId, Guid shipmentId, Guid lineId, Quantity quantity);
}
