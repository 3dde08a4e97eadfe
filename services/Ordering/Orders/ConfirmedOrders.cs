using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Orders;

/// <summary>Tells of orders that have become confirmed → OrderConfirmed, by whatever was the last thing missing.</summary>
static class ConfirmedOrders
{
    public static async Task PublishAsync(
        OrderingDb db, IReadOnlyCollection<ConfirmedOrder> confirmed, ILogger logger, CancellationToken ct)
    {
        if (confirmed.Count == 0)
        {
            return;
        }

        Guid[] ids = [.. confirmed.Select(entry => entry.Order.OrderId)];
        var parts = (await db.Parts.AsNoTracking().Include(part => part.Lines).Where(part => ids.Contains(part.OrderId)).ToListAsync(ct))
            .ToLookup(part => part.OrderId);
        foreach (var entry in confirmed)
        {
            await FollowUnitAsync(db, entry.Order, parts[entry.Order.OrderId], ct);
            db.Publish(ToMessage(entry, parts[entry.Order.OrderId]), entry.CausedBy);
            OrderLog.Confirmed(logger, entry.Order.OrderId, entry.Order.Amount.Fen);
        }
    }

    /// <summary>An order whose unit has moved since it was placed belongs from now on to the officials of the new region.</summary>
    static async Task FollowUnitAsync(OrderingDb db, Order order, IEnumerable<OrderPart> parts, CancellationToken ct)
    {
        if (db.Entry(order).Property(row => row.UnitPath).OriginalValue != order.UnitPath)
        {
            await db.Entry(order).Collection(row => row.Regions).LoadAsync(ct);
            order.FollowUnit(parts);
            await db.Parts.Where(part => part.OrderId == order.OrderId)
                .ExecuteUpdateAsync(row => row.SetProperty(part => part.UnitPath, order.UnitPath), ct);
        }
    }

    /// <exception cref="InvalidOperationException">A line is not held, although the order was said to be.</exception>
    static OrderConfirmed ToMessage(ConfirmedOrder confirmed, IEnumerable<OrderPart> parts)
    {
        var order = confirmed.Order;
        var batches = confirmed.Held.ToDictionary(line => line.LineId, line => line.Batches);
        return new OrderConfirmed
        {
            OrderId = order.OrderId,
            OrderNumber = order.Number,
            UnitId = order.UnitId,
            UnitName = order.UnitName,
            UnitPath = new RegionPath(order.UnitPath),
            BudgetYear = order.BudgetYear,
            ConfirmedAt = order.ConfirmedAt!.Value,
            Terms = order.Terms,
            Parts = [.. parts.OrderBy(part => part.PartNumber).Select(part => ToMessage(part, batches))],
        };
    }

    static OrderConfirmed.Part ToMessage(OrderPart part, Dictionary<Guid, IReadOnlyList<BatchShare>> batches) => new()
    {
        PartId = part.PartId,
        SupplierId = part.SupplierId,
        SupplierName = part.SupplierName,
        DeliveryPath = part.DeliveryPath,
        // Forgotten only long after the order is over.
        DeliveryAddress = part.DeliveryAddress!,
        DockId = part.DockId,
        DockName = part.DockName,
        DeliverOn = part.DeliverOn,
        Window = part.Window,
        Lines = [.. part.Lines.OrderBy(line => line.LineNumber).Select(line => new OrderConfirmed.Line
        {
            LineId = line.LineId,
            LineNumber = line.LineNumber,
            Goods = line.Goods,
            Quantity = line.Quantity,
            Free = line.Free == Quantity.Zero ? null : line.Free,
            AmountFen = line.Amount.Fen,
            SubsidyFen = line.Subsidy == Money.Zero ? null : line.Subsidy.Fen,
            Batches = batches.GetValueOrDefault(line.LineId)
                ?? throw new InvalidOperationException($"Stock is held for the order of line {line.LineId}, but not for that line."),
        })],
    };
}

/// <summary>An order that has just become confirmed.</summary>
/// <param name="Order">The order.</param>
/// <param name="Held">From which batches its lines are held.</param>
/// <param name="CausedBy">The message that brought the last thing missing; null when that was an approval.</param>
sealed record ConfirmedOrder(Order Order, IReadOnlyList<HeldLine> Held, object? CausedBy);
