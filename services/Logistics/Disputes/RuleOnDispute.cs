using Marketplace.Contracts;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Disputes;

/// <summary>
/// POST /logistics/disputes/{disputeId}/ruling → DeliveryAccepted. An official or an operator rules; what the buyer has to take over is
/// accepted as of now, by an acceptance of its own (CR-01).
/// </summary>
public static class RuleOnDispute
{
    /// <summary>The ruling.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>What the buyer has to take over.</summary>
        public required Quantity Accepted { get; init; }

        /// <summary>What the supplier has to take back; with what is accepted the disputed quantity.</summary>
        public required Quantity Rejected { get; init; }

        /// <summary>Why, 1 to 200 characters.</summary>
        public required string Note { get; init; }

        public void Check(Checks check) => check.Text(Note, "note", max: 200);
    }

    public static void Map(RouteGroupBuilder disputes) => disputes.MapPost("/{disputeId:guid}/ruling", HandleAsync)
        .WithName(nameof(RuleOnDispute))
        .WithSummary("裁定异议 Rule on a dispute")
        .For(Roles.Official, Roles.Operator)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<AcceptanceSheet>> HandleAsync(
        Guid disputeId,
        Request request,
        LogisticsDb db,
        Caller caller,
        IOptions<AcceptanceOptions> options,
        TimeProvider clock,
        ILogger<Dispute> logger,
        CancellationToken ct)
    {
        var shipmentId = await db.SeenDisputes.Where(known => known.DisputeId == disputeId)
            .Select(known => (Guid?)known.ShipmentId).SingleOrDefaultAsync(ct)
            ?? throw Refusals.NoDispute(disputeId);
        await db.LockAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).Include(known => known.Disputes).AsSplitQuery()
            .SingleAsync(known => known.ShipmentId == shipmentId, ct);
        var dispute = shipment.Disputes.Single(known => known.DisputeId == disputeId);
        var acceptance = shipment.Rule(
            dispute, Guid.CreateVersion7(), request.Accepted, request.Rejected,
            request.Note, caller.Subject, clock.NowToTheMillisecond(), options.Value.Rules);
        AcceptanceMessages.Publish(db, acceptance, shipment, logger);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(AcceptanceSheet.Of(acceptance, shipment));
    }
}
