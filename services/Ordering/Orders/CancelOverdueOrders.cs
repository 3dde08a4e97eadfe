using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Background;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// Cancels orders that were not confirmed within the time limit → OrderCancelled. Any number of processes may look at once: rows
/// that another transaction has locked are left to it and looked at again the next time.
/// </summary>
public sealed class CancelOverdueOrders(
    RowWork<OrderingDb> work, IOptions<OverdueOptions> options, TimeProvider clock, ILogger<CancelOverdueOrders> logger)
    : BackgroundService
{
    const int AtOnceMax = 100;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        work.RunAsync<Guid>("cancel-overdue-orders", options.Value.LookEvery, AtOnceMax, FindAsync, CancelAsync, stoppingToken);

    /// <summary>The orders that have waited longest. Most times there are none, and no transaction begins.</summary>
    Task<List<Guid>> FindAsync(OrderingDb db, IReadOnlyCollection<Guid> aside, CancellationToken ct) =>
        Overdue(db).Where(order => !aside.Contains(order.OrderId))
            .OrderBy(order => order.SubmittedAt).Take(AtOnceMax).Select(order => order.OrderId).ToListAsync(ct);

    async Task CancelAsync(OrderingDb db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        var wanted = await db.LockFreeAsync<Order>(ids, ct);
        var overdue = await db.Orders.Where(order => wanted.Contains(order.OrderId) && order.State == OrderState.Submitted).ToListAsync(ct);
        var detail = new BilingualText(
            $"下单后 {Minutes} 分钟内未能确认库存和预算，订单已自动取消。请重新下单。",
            $"Stock and budget were not confirmed within {Minutes} minutes, so the order was cancelled. Place it again.");
        foreach (var order in overdue)
        {
            order.Cancel(CancellationReason.TimedOut, detail, clock.NowToTheMillisecond());
            await CancelledOrders.PublishAsync(db, order, causedBy: null, logger, ct);
        }

        await db.SaveChangesAsync(ct);
    }

    IQueryable<Order> Overdue(OrderingDb db)
    {
        var limit = clock.NowToTheMillisecond() - options.Value.ConfirmWithin;
        return db.Orders.Where(order => order.State == OrderState.Submitted && order.SubmittedAt < limit);
    }

    string Minutes => options.Value.ConfirmWithin.TotalMinutes.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);
}
