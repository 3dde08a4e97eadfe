using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// POST /logistics/plans/{planId}/withdrawal. None of its tours is offered any longer, and its shipments can be planned anew: after a
/// failure, or when nobody drives a tour.
/// </summary>
public static class WithdrawPlan
{
    public static void Map(RouteGroupBuilder plans) => plans.MapPost("/{planId:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawPlan)).WithSummary("撤回调度计划 Withdraw a plan")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<PlanView>> HandleAsync(
        Guid planId, LogisticsDb db, Caller caller, Authority authority, TimeProvider clock, CancellationToken ct)
    {
        await db.LockSeenAsync<TransportPlan>([planId], ct);
        var plan = await db.PlanAsync(planId, ct);
        authority.Require(plan.PathValue);
        await db.Entry(plan).Collection(known => known.Parts).LoadAsync(ct);
        plan.Withdraw(clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(PlanView.Of(plan, caller));
    }
}
