using Marketplace.Contracts;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Disputes;

/// <summary>
/// POST /logistics/disputes/{disputeId}/ruling → DeliveryAccepted. Both parties agree on it, officials of both
/// sides, or what is above both: never the side of the origin alone. What the buyer has to take over is
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

        /// <summary>The document that it rests on; needed when it is decided for both sides by what is above them.</summary>
        public string? Document { get; init; }

        public void Check(Checks check)
        {
            check.Text(Note, "note", max: 200);
            check.TextOrNone(Document, "document", max: 200);
        }
    }

    /// <summary>What was ruled on which dispute.</summary>
    internal sealed record Ruling(Guid DisputeId, Request Request);

    public static void Map(RouteGroupBuilder disputes) => disputes.MapPost("/{disputeId:guid}/ruling", HandleAsync)
        .WithName(nameof(RuleOnDispute))
        .WithSummary("裁定异议 Rule on a dispute")
        .For(Roles.Official, Roles.Purchaser, Roles.Supplier).Decided(DecidedBy.Sides)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Results<Ok<AcceptanceSheet>, Accepted<ProposalView>>> HandleAsync(
        Guid disputeId, Request request, LogisticsDb db, Caller caller, Proposer<LogisticsDb> proposer, IServiceProvider services,
        CancellationToken ct)
    {
        var (shipment, dispute) = await FindAsync(db, disputeId, ct);
        Acceptance? acceptance = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RuleOnDispute), $"{disputeId}", new Ruling(disputeId, request), request.Document, "document", SidesOf(shipment, dispute),
            () =>
            {
                acceptance = Rule(shipment, dispute, request, services);
                return Task.CompletedTask;
            },
            ct);
        await db.SaveChangesAsync(ct);
        return proposal is null ? TypedResults.Ok(AcceptanceSheet.Of(acceptance!, shipment, caller)) : proposer.Waits(proposal);
    }

    /// <summary>Rules as both sides have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Ruling ruling, IServiceProvider services, CancellationToken ct)
    {
        var (shipment, dispute) = await FindAsync(services.GetRequiredService<LogisticsDb>(), ruling.DisputeId, ct);
        Rule(shipment, dispute, ruling.Request, services);
        return $"/logistics/disputes/{ruling.DisputeId}";
    }

    static async Task<(Shipment Shipment, Dispute Dispute)> FindAsync(LogisticsDb db, Guid disputeId, CancellationToken ct)
    {
        var shipmentId = await db.SeenDisputes.Where(known => known.DisputeId == disputeId)
            .Select(known => (Guid?)known.ShipmentId).SingleOrDefaultAsync(ct)
            ?? throw Refusals.NoDispute(disputeId);
        await db.LockAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).Include(known => known.Disputes).AsSplitQuery()
            .SingleAsync(known => known.ShipmentId == shipmentId, ct);
        return (shipment, shipment.Disputes.Single(known => known.DisputeId == disputeId));
    }

    static Matter SidesOf(Shipment shipment, Dispute dispute) => new(
    [
        new("buyer", shipment.DeliveryPath.Value, shipment.PayerId),
        new("supplier", shipment.Lines.Single(line => line.LineId == dispute.LineId).Goods.OriginPath.Value, shipment.SupplierId),
    ]);

    static Acceptance Rule(Shipment shipment, Dispute dispute, Request request, IServiceProvider services)
    {
        var acceptance = shipment.Rule(
            dispute, Guid.CreateVersion7(), request.Accepted, request.Rejected, request.Note,
            services.GetRequiredService<Caller>().Subject, services.GetRequiredService<TimeProvider>().NowToTheMillisecond(),
            services.GetRequiredService<IOptions<AcceptanceOptions>>().Value.Rules);
        AcceptanceMessages.Publish(
            services.GetRequiredService<LogisticsDb>(), acceptance, shipment, services.GetRequiredService<ILogger<Dispute>>());
        return acceptance;
    }
}
