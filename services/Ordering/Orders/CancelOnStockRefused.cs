using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>← StockRefused. Cancels the order and names the products that fell short → OrderCancelled.</summary>
public sealed class CancelOnStockRefused(OrderingDb db, TimeProvider clock, ILogger<CancelOnStockRefused> logger) : IConsume<StockRefused>
{
    // An order has up to 500 lines; who reads the reason is helped by the first of those that fell short.
    const int NamedMax = 10;

    public async Task ConsumeAsync(IReadOnlyList<StockRefused> messages, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var orders = await OrdersOfMessages.LockAsync(db, messages.Select(message => message.OrderId), ct);
        var named = await NamedLinesAsync(messages, ct);
        foreach (var message in messages)
        {
            var order = orders.Of(message.OrderId, message);
            if (order.Cancel(CancellationReason.StockShort, Explain(message, named), now))
            {
                await CancelledOrders.PublishAsync(db, order, message, logger, ct);
            }
        }
    }

    Task<Dictionary<Guid, GoodsName>> NamedLinesAsync(IReadOnlyList<StockRefused> messages, CancellationToken ct)
    {
        Guid[] ids = [.. messages.SelectMany(message => message.ShortLines.Take(NamedMax)).Select(line => line.LineId)];
        return db.Lines.AsNoTracking().Where(line => ids.Contains(line.LineId))
            .Select(line => new { line.LineId, line.LineNumber, line.Goods })
            .ToDictionaryAsync(
                line => line.LineId, line => new GoodsName(line.LineNumber, line.Goods.ProductName, line.Goods.Unit.Name), ct);
    }

    static BilingualText Explain(StockRefused refused, Dictionary<Guid, GoodsName> named)
    {
        List<(StockRefused.Line Short, GoodsName Goods)> known = [.. refused.ShortLines.Take(NamedMax)
            .Where(line => named.ContainsKey(line.LineId))
            .Select(line => (line, named[line.LineId]))
            .OrderBy(line => line.Item2.LineNumber)];
        var others = refused.ShortLines.Count - known.Count;
        var zh = string.Join("；", known.Select(line =>
            $"第 {line.Goods.LineNumber} 行“{line.Goods.Name}”订购 {line.Short.Ordered} {line.Goods.Unit}，"
            + $"可供 {line.Short.Available} {line.Goods.Unit}"));
        var en = string.Join("; ", known.Select(line =>
            $"line {line.Goods.LineNumber} \"{line.Goods.Name}\": "
            + $"{line.Short.Ordered} {line.Goods.Unit} ordered, {line.Short.Available} {line.Goods.Unit} available"));
        return new BilingualText(
            $"库存不足：{zh}{(others > 0 ? $"；另有 {others} 行不足" : "")}。请减少数量或更换产品后重新下单。",
            $"Not enough stock: {en}{(others > 0 ? $"; and {others} more lines" : "")}. Order less, or other products.");
    }

    sealed record GoodsName(int LineNumber, string Name, string Unit);
}
