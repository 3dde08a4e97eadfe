using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Routing.Network;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// POST /logistics/plans/{planId}/tours/{number}/shipments/{shipmentId}. A dispatcher takes a shipment from another tour of the same kind,
/// node and day onto this one, to where it costs least. What that breaks is named, and then nothing is changed; both tours must not have
/// been accepted.
/// </summary>
public static class MoveShipment
{
    public sealed record Request : IChecked
    {
        /// <summary>Why, at most 200 characters for the others.</summary>
        public string? Note { get; init; }

        public void Check(Checks check) => check.TextOrNone(Note, "note", max: 200);
    }

    public static void Map(RouteGroupBuilder plans) => plans
        .MapPost("/{planId:guid}/tours/{number:int}/shipments/{shipmentId:guid}", HandleAsync)
        .WithName(nameof(MoveShipment)).WithSummary("调整发货单到其他趟次 Move a shipment to another tour")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<PlanView>> HandleAsync(
        Guid planId, int number, Guid shipmentId, Request request, LogisticsDb db, Caller caller, Authority authority,
        IOptions<PlanOptions> options, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        await db.LockSeenAsync<TransportPlan>([planId], ct);
        var plan = await db.PlanAsync(planId, ct);
        authority.Require(plan.PathValue);
        plan.RequireProposed();
        var to = plan.Tours.FirstOrDefault(tour => tour.Number == number) ?? throw PlanRows.NoTour(number);
        var from = plan.Tours.FirstOrDefault(tour => tour.IsStanding && tour != to
            && (tour.Kind, tour.NodeId, tour.Day) == (to.Kind, to.NodeId, to.Day)
            && tour.Remaining.Any(stop => stop.ShipmentId == shipmentId))
            ?? throw new RuleBrokenException(
                "not_on_such_a_tour",
                "该发货单不在同一类型、节点和日期的其他趟次上。",
                "The shipment is on no other tour of the same kind, node and day.");
        to.RequireStanding();
        await db.Entry(plan).Collection(known => known.Parts).LoadAsync(ct);
        var mending = await PlanMending.OfAsync(db, options.Value, plan, now, [], ([], to.Day), ct);
        if (mending.PlaceOf(to) is not { } place || mending.PlaceOf(from) is not { } other || place.Key != other.Key
            || mending.IsFixed(to) || mending.IsFixed(from))
        {
            throw new RuleBrokenException(
                "tour_fixed",
                "趟次已被接受、即将发车或货物已发出，不能人工调整；可先由承运商退回，或报告车辆故障。",
                "One of the tours was accepted, begins soon or has goods that have left: it can't be changed by hand; "
                + "its carrier gives it back first, or reports a failure.");
        }

        var moved = NetworkReplanner.Move(
            mending.Problem, mending.Planned, place.Key, $"{shipmentId}", place.Number, mending.Limits, ct);
        if (moved.Plan is not { } repaired)
        {
            throw new RuleBrokenException(
                "move_breaks_limits",
                $"不能调整：{string.Join("；", moved.Broken.Select(fault => fault.Zh))}。",
                $"That breaks: {string.Join("; ", moved.Broken.Select(fault => fault.En))}.");
        }

        var revision = plan.Revisions.Count + 1;
        mending.Apply(repaired, ended: null, revision, now);
        plan.Revise(new PlanRevision
        {
            PlanId = planId,
            Number = revision,
            Cause = PlanChangeCause.ByHand,
            By = PlanChanger.Office,
            ChangedBy = caller.Subject,
            At = now,
            TourNumber = number,
            ShipmentId = shipmentId,
            Note = request.Note,
            LeftOut = [],
        });
        await db.RequireVehiclesFreeAsync(plan, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(PlanView.Of(plan, caller));
    }
}
