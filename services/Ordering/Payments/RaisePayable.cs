using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>
/// ← GoodsReturned. What a price rose by afterwards may be paid and invoiced too (CR-15). What goes back changes nothing: a refund is no
/// payment, and what was invoiced stays so.
/// </summary>
public sealed class RaisePayable(OrderingDb db) : IConsume<GoodsReturned>
{
    public async Task ConsumeAsync(IReadOnlyList<GoodsReturned> messages, CancellationToken ct)
    {
        GoodsReturned[] rises = [.. messages.Where(message => message.Kind == ReturnKind.PriceRise)];
        if (rises.Length == 0)
        {
            return;
        }

        var orders = await OrdersOfMessages.LockWithPartsAsync(db, rises.Select(message => message.OrderId), ct);
        Guid[] lineIds = [.. rises.Select(message => message.LineId).Distinct()];
        var parts = await db.Lines.AsNoTracking()
            .Where(line => lineIds.Contains(line.LineId)).ToDictionaryAsync(line => line.LineId, line => line.PartId, ct);
        Guid[] returnIds = [.. rises.Select(message => message.ReturnId)];
        var known = await db.PriceRises.Where(rise => returnIds.Contains(rise.ReturnId)).Select(rise => rise.ReturnId).ToHashSetAsync(ct);
        foreach (var message in rises)
        {
            var (_, part) = orders.PartOf(message.OrderId, parts.GetValueOrDefault(message.LineId), message);
            var amount = message.AmountFen ?? throw new InvalidOperationException($"The price rise {message.ReturnId} has no amount.");
            if (known.Add(message.ReturnId))
            {
                var rise = new PriceRise { ReturnId = message.ReturnId, LineId = message.LineId, Amount = new Money(amount) };
                db.Add(rise);
                part.Raise(rise);
            }
        }
    }
}
