using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>GET /logistics/plans, the newest first.</summary>
public static class ListPlans
{
    public static void Map(RouteGroupBuilder plans) => plans.MapGet("/", HandleAsync)
        .WithName(nameof(ListPlans)).WithSummary("调度计划列表 Plans")
        .For(Roles.Official, Roles.Carrier, Roles.Auditor, Roles.Operator);

    /// <summary>A plan without its tours.</summary>
    public sealed record Item
    {
        public required Guid PlanId { get; init; }

        public required string RegionId { get; init; }

        public required DateOnly DeliverFrom { get; init; }

        public required DateOnly DeliverUntil { get; init; }

        public required PlanState State { get; init; }

        public required DateTimeOffset MadeAt { get; init; }

        internal static Item Of(TransportPlan plan) => new()
        {
            PlanId = plan.PlanId,
            RegionId = plan.RegionId,
            DeliverFrom = plan.DeliverFrom,
            DeliverUntil = plan.DeliverUntil,
            State = plan.State,
            MadeAt = plan.MadeAt,
        };
    }

    static async Task<Ok<Page<Item>>> HandleAsync([AsParameters] PageQuery page, LogisticsDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.Plans.AsNoTracking()
            .Select(plan => new Listed<TransportPlan> { At = plan.MadeAt, Id = plan.PlanId, Row = plan })
            .PageAsync(page, Item.Of, ct));
}
