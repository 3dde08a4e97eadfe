using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Routing.Network;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/readiness. The supplier, or the office of where its goods come from, says when they are ready.
/// Plans that are made later go by it; when they are late for the plan that has them they are fetched later, go another way, or drop out
/// with the reason. It moves no day by which goods are due, and nobody gains by it.
/// </summary>
public static class StateReadiness
{
    public sealed record Request : IChecked
    {
        /// <summary>When the goods can be taken in: from now on, within 60 days.</summary>
        public required DateTimeOffset ReadyAt { get; init; }

        /// <summary>Why, at most 200 characters for the others.</summary>
        public string? Note { get; init; }

        public void Check(Checks check) => check.TextOrNone(Note, "note", max: 200);
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/readiness", HandleAsync)
        .WithName(nameof(StateReadiness)).WithSummary("说明备货完成时间 Say when goods are ready")
        .For(Roles.Supplier, Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentLegs>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, Authority authority, IOptions<PlanOptions> options,
        TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        authority.SidesOf(new Matter([new Side(Roles.Supplier, shipment.CommonOrigin, shipment.SupplierId)]));
        shipment.StateReadiness(request.ReadyAt, now);
        if (await db.PlanParts.Where(part => part.ShipmentId == shipmentId && part.ReleasedAt == null)
            .Select(part => (Guid?)part.PlanId).SingleOrDefaultAsync(ct) is { } planId)
        {
            await MendAsync(db, options.Value, planId, shipment, request.Note, caller, now, ct);
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await ShipmentLegs.OfAsync(db, shipment, now, ct));
    }

    static async Task MendAsync(
        LogisticsDb db, PlanOptions options, Guid planId, Shipment shipment, string? note, Caller caller, DateTimeOffset now,
        CancellationToken ct)
    {
        await db.LockAsync<TransportPlan>([planId], ct);
        var plan = await db.Plans.IgnoreQueryFilters().Include(known => known.Tours).ThenInclude(tour => tour.Stops)
            .Include(known => known.Revisions).Include(known => known.Parts).AsSplitQuery()
            .SingleAsync(known => known.PlanId == planId, ct);
        var mending = await PlanMending.OfAsync(db, options, plan, now, [], ([], plan.DeliverFrom), ct);
        var part = $"{shipment.ShipmentId}";
        if (!mending.Planned.Legs.SelectMany(leg => leg.Tours).SelectMany(tour => tour.Visits).Any(visit => visit.Stop == part))
        {
            return;
        }

        var repaired = NetworkReplanner.Later(
            mending.Problem, mending.Planned, [part], mending.Limits, new NetworkLimits(options.StepsPerStop), ct);
        if (repaired.Changes.Count == 0)
        {
            return;
        }

        var number = plan.Revisions.Count + 1;
        var leftOut = mending.Apply(repaired, ended: null, number, now);
        plan.Revise(new PlanRevision
        {
            PlanId = planId,
            Number = number,
            Cause = PlanChangeCause.GoodsLate,
            By = caller.Has(Roles.Supplier) ? PlanChanger.Supplier : PlanChanger.Office,
            ChangedBy = caller.Subject,
            At = now,
            ShipmentId = shipment.ShipmentId,
            Note = note,
            LeftOut = leftOut,
        });
        if (leftOut is [var left])
        {
            shipment.LeavePlan(left, now);
        }

        await db.RequireVehiclesFreeAsync(plan, ct);
    }
}
