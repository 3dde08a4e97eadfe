using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>An order that has just become confirmed.</summary>
/// <param name="Order">The order.</param>
/// <param name="Held">From which batches its lines are held.</param>
/// <param name="Because">The message that brought the last thing missing.</param>
sealed record ConfirmedOrder(Order Order, IReadOnlyList<HeldLine> Held, object Because);

/// <summary>Publishes confirmed orders → OrderConfirmed, whichever of stock and budget answered last.</summary>
static class ConfirmedOrders
{
    /// <exception cref="InvalidOperationException">A line is not held, although the order was said to be.</exception>
    public static async Task PublishAsync(OrderingDb db, IReadOnlyList<ConfirmedOrder> confirmed, ILogger logger, CancellationToken ct)
    {
        if (confirmed.Count == 0)
        {
            return;
        }

        Guid[] ids = [.. confirmed.Select(entry => entry.Order.OrderId)];
        var parts = (await db.Parts.AsNoTracking().Include(part => part.Lines).Where(part => ids.Contains(part.OrderId)).ToListAsync(ct))
            .ToLookup(part => part.OrderId);
        foreach (var (order, held, causedBy) in confirmed)
        {
            var batches = held.ToDictionary(line => line.LineId, line => line.Batches);
            db.Publish(
                new OrderConfirmed
                {
                    OrderId = order.OrderId,
                    OrderNumber = order.Number,
                    UnitId = order.UnitId,
                    UnitName = order.UnitName,
                    UnitPath = new RegionPath(order.UnitPath),
                    BudgetYear = order.BudgetYear,
                    ConfirmedAt = order.ConfirmedAt!.Value,
                    DeliveryPath = order.DeliveryPath,
                    DeliveryAddress = order.DeliveryAddress,
                    Terms = order.Terms,
                    Parts = [.. parts[order.OrderId].OrderBy(part => part.PartNumber).Select(part => ToMessage(part, batches))],
                },
                causedBy);
            OrderLog.Confirmed(logger, order.OrderId, order.Amount.Fen);
        }
    }

    static OrderConfirmed.Part ToMessage(OrderPart part, Dictionary<Guid, IReadOnlyList<BatchShare>> batches) => new()
    {
        PartId = part.PartId,
        SupplierId = part.SupplierId,
        SupplierName = part.SupplierName,
        Lines = [.. part.Lines.OrderBy(line => line.LineNumber).Select(line => new OrderConfirmed.Line
        {
            LineId = line.LineId,
            LineNumber = line.LineNumber,
            Goods = line.Goods,
            Quantity = line.Quantity,
            AmountFen = line.Amount.Fen,
            Batches = batches.GetValueOrDefault(line.LineId)
                ?? throw new InvalidOperationException($"Stock is held for the order of line {line.LineId}, but not for that line."),
        })],
    };
}
