using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Policies;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Approvals;

/// <summary>
/// Requests with their orders. Who sees a request sees its order here, also an order of a unit below that the caller does not see
/// otherwise.
/// </summary>
static class RequestedOrders
{
    /// <summary>Who may read requests, each within its scope.</summary>
    public static string[] Readers { get; } = [Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator];

    extension(OrderingDb db)
    {
        /// <summary>The orders of these requests, with parts and lines.</summary>
        public Task<Dictionary<Guid, Order>> OrdersOfRequestsAsync(IReadOnlyCollection<Guid> orderIds, CancellationToken ct) =>
            db.Orders.IgnoreQueryFilters().AsNoTracking().Include(order => order.Parts).ThenInclude(part => part.Lines)
                .AsSplitQuery().Where(order => orderIds.Contains(order.OrderId)).ToDictionaryAsync(order => order.OrderId, ct);

        /// <summary>
        /// Locks the order of a request that the caller sees, so that approvals, cancellations and the time limit take turns, and loads
        /// both to be changed in the open transaction.
        /// </summary>
        /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
        /// <exception cref="RuleBrokenException">It does not wait for approval.</exception>
        public async Task<(ApprovalRequest Request, Order Order)> LockWaitingAsync(Guid orderId, CancellationToken ct)
        {
            if (!await db.ApprovalRequests.AnyAsync(request => request.OrderId == orderId, ct))
            {
                throw Unknown(orderId);
            }

            await db.LockAsync<Order>([orderId], ct);
            var request = await db.ApprovalRequests.Include(known => known.Decisions).SingleAsync(known => known.OrderId == orderId, ct);
            var order = await db.Orders.IgnoreQueryFilters().Include(known => known.Parts).ThenInclude(part => part.Lines)
                .AsSplitQuery().SingleAsync(known => known.OrderId == orderId, ct);
            return order.State == OrderState.AwaitingApproval ? (request, order) : throw NotWaiting(order);
        }

        /// <summary>As whom the caller may act in the post that the request waits for: in person first.</summary>
        /// <exception cref="ForbiddenException">Neither the caller nor whoever they act for holds the post today.</exception>
        public async Task<IReadOnlyList<PostActor>> RequireActorsAsync(
            ApprovalRequest request, Caller caller, DateTimeOffset now, CancellationToken ct)
        {
            var actors = await db.ActorsAsync(caller, request.CurrentPostId!.Value, BusinessDay.Of(now), ct);
            return actors.Count > 0
                ? actors
                : throw new ForbiddenException(
                    "not_your_post",
                    $"该订单等待岗位“{request.Steps[request.CurrentStep - 1].PostName}”审批，您今日未任该岗位，也未受其授权。",
                    $"The order waits for the post \"{request.Steps[request.CurrentStep - 1].PostName}\", which you neither hold "
                        + $"today nor act in.");
        }
    }

    public static NotFoundException Unknown(Guid orderId) => new(
        "approval_not_found",
        $"订单 {orderId} 没有您可查看的审批；请核对订单标识，可从待办列表（GET /ordering/approvals?mine=true）中选择。",
        $"There is no approval of an order {orderId} that you may see; choose one of GET /ordering/approvals?mine=true.");

    static RuleBrokenException NotWaiting(Order order) => order.State == OrderState.Submitted
        ? new(
            "order_not_held",
            $"订单 {order.Number} 的库存和预算尚未占用，请稍候再审批。",
            $"Stock and budget are not held yet for order {order.Number}; decide in a moment.")
        : new(
            "approval_over",
            $"订单 {order.Number} 已不再等待审批（已确认或已取消）；请重新查看。",
            $"Order {order.Number} no longer waits for approval: it is confirmed or cancelled. Look at it again.");
}
