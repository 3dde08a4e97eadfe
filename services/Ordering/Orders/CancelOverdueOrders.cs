using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// Cancels orders that were not confirmed within the time limit → OrderCancelled. Any number of processes may look at once: rows
/// that another transaction has locked are left to it and looked at again the next time.
/// </summary>
public sealed partial class CancelOverdueOrders(
    IServiceScopeFactory scopes, IOptions<OverdueOptions> options,
    TimeProvider clock, ILogger<CancelOverdueOrders> logger) : BackgroundService
{
    const int AtOnceMax = 100;
    const string Oldest = "SELECT * FROM orders WHERE state = 'Submitted' AND submitted_at < {0} ORDER BY submitted_at LIMIT {1}";
    const string OldestNotLocked = $"{Oldest} FOR UPDATE SKIP LOCKED";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.LookEvery);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await CancelSomeAsync(stoppingToken) == AtOnceMax)
                {
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotCancelled(logger, failure.Message);
            }
        }
    }

    /// <summary>Cancels the longest waiting orders and returns how many, at most <see cref="AtOnceMax"/>.</summary>
    async Task<int> CancelSomeAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateSystemScope();
        var db = scope.ServiceProvider.GetRequiredService<OrderingDb>();
        var now = clock.NowToTheMillisecond();
        var limit = now - options.Value.ConfirmWithin;

        // Looked at without a transaction first: nearly always there is nothing, and on SQLite a transaction would stop all writers.
        if (!await db.Orders.AnyAsync(order => order.State == OrderState.Submitted && order.SubmittedAt < limit, ct))
        {
            return 0;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var overdue = await db.Orders
            .FromSqlRaw(Engines.Of(db) == Engine.PostgreSql ? OldestNotLocked : Oldest, limit.ToUnixTimeMilliseconds(), AtOnceMax)
            .IgnoreQueryFilters().ToListAsync(ct);
        var detail = new BilingualText(
            $"下单后 {Minutes} 分钟内未能确认库存和预算，订单已自动取消。请重新下单。",
            $"Stock and budget were not confirmed within {Minutes} minutes, so the order was cancelled. Place it again.");
        foreach (var order in overdue)
        {
            order.Cancel(CancellationReason.TimedOut, detail, now);
            CancelledOrders.Publish(db, order, causedBy: null, logger);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return overdue.Count;
    }

    string Minutes => options.Value.ConfirmWithin.TotalMinutes.ToString("0.##", System.Globalization.CultureInfo.InvariantCulture);

    [LoggerMessage(LogLevel.Warning, "Could not cancel overdue orders yet: {Why}")]
    static partial void NotCancelled(ILogger logger, string why);
}
