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
public sealed partial class CancelOverdueOrders(
    RowWork<OrderingDb> work, IOptions<OverdueOptions> options, TimeProvider clock, ILogger<CancelOverdueOrders> logger)
    : BackgroundService
{
    const int AtOnceMax = 100;
    const string NotLocked = "SELECT * FROM orders WHERE order_id = ANY ({0}) FOR UPDATE SKIP LOCKED";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await work.DoAsync<Guid>("cancel-overdue-orders", FindAsync, CancelAsync, stoppingToken) == AtOnceMax)
                {
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotCancelled(logger, failure.Message);
            }
        }
    }

    /// <summary>The orders that have waited longest. Most times there are none, and no transaction begins.</summary>
    Task<List<Guid>> FindAsync(OrderingDb db, IReadOnlyCollection<Guid> aside, CancellationToken ct) =>
        Overdue(db).Where(order => !aside.Contains(order.OrderId))
            .OrderBy(order => order.SubmittedAt).Take(AtOnceMax).Select(order => order.OrderId).ToListAsync(ct);

    async Task CancelAsync(OrderingDb db, IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        Guid[] wanted = [.. ids];
        var found = Engines.Of(db) == Engine.PostgreSql
            ? db.Orders.FromSqlRaw(NotLocked, [wanted]).IgnoreQueryFilters()
            : db.Orders.Where(order => wanted.Contains(order.OrderId));
        var detail = new BilingualText(
            $"下单后 {Minutes} 分钟内未能确认库存和预算，订单已自动取消。请重新下单。",
            $"Stock and budget were not confirmed within {Minutes} minutes, so the order was cancelled. Place it again.");
        foreach (var order in (await found.ToListAsync(ct)).Where(order => order.State == OrderState.Submitted))
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

    [LoggerMessage(LogLevel.Warning, "Could not cancel overdue orders yet: {Why}")]
    static partial void NotCancelled(ILogger logger, string why);
}
