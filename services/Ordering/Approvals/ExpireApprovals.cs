using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Background;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Approvals;

/// <summary>
/// Cancels orders that were not approved in time → OrderCancelled, so that what is held for them is free again. Any number of processes may
/// look at once: rows that another transaction has locked are left to it and looked at again the next time.
/// </summary>
public sealed class ExpireApprovals(
    RowWork<OrderingDb> work, IOptions<OverdueOptions> options, TimeProvider clock, ILogger<ExpireApprovals> logger)
    : BackgroundService
{
    const int AtOnceMax = 100;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync<Guid>("expire-approvals", options.Value.LookEvery, AtOnceMax, FindAsync, CancelAsync, stoppingToken);

    /// <summary>Those that are overdue longest. Most times there are none, and no transaction begins.</summary>
    Task<List<Guid>> FindAsync(OrderingDb db, IReadOnlyCollection<Guid> aside, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        return db.ApprovalRequests.Where(request => request.DueAt < now && !aside.Contains(request.OrderId))
            .OrderBy(request => request.DueAt).Take(AtOnceMax).Select(request => request.OrderId).ToListAsync(ct);
    }

    async Task CancelAsync(OrderingDb db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var free = await db.LockFreeAsync<Order>(ids, ct);
        var requests = await db.ApprovalRequests.Where(request => free.Contains(request.OrderId) && request.DueAt < now)
            .ToDictionaryAsync(request => request.OrderId, ct);
        var orders = await db.Orders.Where(order => free.Contains(order.OrderId)).ToListAsync(ct);
        foreach (var order in orders.Where(order => requests.ContainsKey(order.OrderId)))
        {
            var request = requests[order.OrderId];
            var post = request.Steps[request.CurrentStep - 1].PostName;
            order.Cancel(
                CancellationReason.ApprovalExpired,
                new BilingualText(
                    $"岗位“{post}”未在时限内审批，或已来不及按约定日期送达，订单已自动取消。请重新下单。",
                    $"The post \"{post}\" did not decide in time, or the goods could no longer come on the agreed day, so the order was "
                    + "cancelled. Place it again."),
                now);
            await CancelledOrders.PublishAsync(db, order, causedBy: null, logger, ct);
        }

        await db.SaveChangesAsync(ct);
    }
}
