using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// ← StockReserved, BudgetReserved. Confirms an order when both are held, whichever is heard of last → OrderConfirmed; where it has to be
/// approved, it waits for that from then on. Both come from one queue: two consumers would wait for each other's locks on the same orders.
/// </summary>
public sealed class ConfirmOrder(
    OrderingDb db, KnownBuyers buyers, IOptions<OverdueOptions> options, TimeProvider clock, ILogger<ConfirmOrder> logger)
    : IConsume<StockReserved, BudgetReserved>
{
    public async Task ConsumeAsync(IReadOnlyList<StockReserved> stock, IReadOnlyList<BudgetReserved> budgets, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        Guid[] ids = [.. stock.Select(message => message.OrderId), .. budgets.Select(message => message.OrderId)];
        var orders = await OrdersOfMessages.LockAsync(db, ids, ct);
        var pathOf = await buyers.PathsAsync(orders, now, ct);
        var confirmed = new List<ConfirmedOrder>();
        foreach (var message in budgets)
        {
            var order = orders.Of(message.OrderId, message);
            order.NoteBudget(message.AvailableFen is { } left ? new Money(left) : null, now);
            if (order.HoldBudget(pathOf(order), now) is { } held)
            {
                confirmed.Add(new ConfirmedOrder(order, held, message));
            }
        }

        foreach (var message in stock)
        {
            var order = orders.Of(message.OrderId, message);
            List<HeldLine> lines = [.. message.Lines.Select(line => new HeldLine(line.LineId, line.Batches))];
            if (order.HoldStock(lines, pathOf(order), now) is { } held)
            {
                confirmed.Add(new ConfirmedOrder(order, held, message));
            }
        }

        await AskForApprovalAsync(orders, now, ct);
        await ConfirmedOrders.PublishAsync(db, confirmed, logger, ct);
    }

    /// <summary>Those who approve are asked from now on, once stock and budget are held.</summary>
    async Task AskForApprovalAsync(Dictionary<Guid, Order> orders, DateTimeOffset now, CancellationToken ct)
    {
        Guid[] ids = [.. orders.Values.Where(order => order.State == OrderState.AwaitingApproval).Select(order => order.OrderId)];
        if (ids.Length == 0)
        {
            return;
        }

        foreach (var request in await db.ApprovalRequests.Where(request => ids.Contains(request.OrderId) && request.EndsAt == null)
            .ToListAsync(ct))
        {
            request.Begin(now, options.Value.ApproveWithin);
        }
    }
}
