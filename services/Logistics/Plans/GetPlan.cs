using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Plans;

/// <summary>GET /logistics/plans/{planId}.</summary>
public static class GetPlan
{
    public static void Map(RouteGroupBuilder plans) => plans.MapGet("/{planId:guid}", HandleAsync)
        .WithName(nameof(GetPlan)).WithSummary("查看调度计划 One plan with its tours")
        .For(Roles.Official, Roles.Carrier, Roles.Auditor, Roles.Operator);

    static async Task<Ok<PlanView>> HandleAsync(Guid planId, LogisticsDb db, Caller caller, CancellationToken ct) =>
        TypedResults.Ok(PlanView.Of(await db.PlanAsync(planId, ct), caller));
}
