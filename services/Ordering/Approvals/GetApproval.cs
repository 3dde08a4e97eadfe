using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Approvals;

/// <summary>GET /approvals/{orderId}. What an order has to wait for, with what is bought.</summary>
public static class GetApproval
{
    public static void Map(RouteGroupBuilder approvals) => approvals.MapGet("/{orderId:guid}", HandleAsync)
        .WithName(nameof(GetApproval)).WithSummary("查看审批单 Get the approval of an order")
        .For(RequestedOrders.Readers).RecordsAccess<OrderingDb>("approval");

    static async Task<Ok<ApprovalView>> HandleAsync(
        Guid orderId, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var request = await db.ApprovalRequests.AsNoTracking().Include(known => known.Decisions).Include(known => known.Units)
            .AsSplitQuery().SingleOrDefaultAsync(known => known.OrderId == orderId, ct) ?? throw RequestedOrders.Unknown(orderId);
        var orders = await db.OrdersOfRequestsAsync([orderId], ct);
        access.Of(orderId, request.Units.Select(unit => unit.UnitId));
        return TypedResults.Ok(ApprovalView.Of(request, orders[orderId], caller));
    }
}
