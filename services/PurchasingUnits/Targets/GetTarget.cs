using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Targets;

/// <summary>GET /units/targets/{targetId}.</summary>
public static class GetTarget
{
    public static void Map(RouteGroupBuilder targets) => targets.MapGet("/{targetId:guid}", HandleAsync)
        .WithName(nameof(GetTarget)).WithSummary("查看目标任务 One target with all its versions")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<EtagOk<TargetView>> HandleAsync(Guid targetId, UnitsDb db, CancellationToken ct, DateOnly? on = null)
    {
        var target = await db.Targets.AsNoTracking().SingleOrDefaultAsync(known => known.Id == targetId, ct) ?? throw new NotFoundException(
            "target_not_found",
            $"没有目标任务 {targetId}，或您无权查看；请检查标识。",
            $"There is no target {targetId}, or you may not see it; check its id.");
        return Etag.Ok(TargetView.Of(target, on), target.Version);
    }
}
