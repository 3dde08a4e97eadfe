using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Policies;

/// <summary>GET /approval-policies/{unitId}. The rules by which orders of a unit are approved, with all versions.</summary>
public static class GetApprovalPolicy
{
    public static void Map(RouteGroupBuilder policies) => policies.MapGet("/{unitId:guid}", HandleAsync)
        .WithName(nameof(GetApprovalPolicy)).WithSummary("查看审批制度 Get the approval policy of a unit")
        .WithDescription("For the people of the unit and of the one above it. Without any version no order of the unit needs approval.")
        .For(Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator);

    static async Task<EtagOk<PolicyView>> HandleAsync(
        Guid unitId, OrderingDb db, KnownBuyers buyers, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        _ = await UnitScope.KnownAsync(buyers, caller, unitId, ct);
        var versions = await db.ApprovalPolicies.AsNoTracking().Where(policy => policy.UnitId == unitId).ToListAsync(ct);
        var view = PolicyView.Of(unitId, versions, BusinessDay.Of(clock.GetUtcNow()));
        return Etag.Ok(view, view.Version ?? 0);
    }
}
