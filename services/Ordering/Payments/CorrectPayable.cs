using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>
/// ← GoodsReturned. What a price rose by afterwards may be paid and invoiced too; what goes back is owed no more (CR-15). What was paid and
/// invoiced before stays recorded as it was: the difference is what the supplier gives back.
/// </summary>
public sealed class CorrectPayable(OrderingDb db, TimeProvider clock) : IConsume<GoodsReturned>
{
    public async Task ConsumeAsync(IReadOnlyList<GoodsReturned> messages, CancellationToken ct)
    {
        GoodsReturned[] changes = [.. messages.Where(message => message.PayableChangeFen is not null)];
        if (changes.Length == 0)
        {
            return;
        }

        var orders = await OrdersOfMessages.LockWithPartsAsync(db, changes.Select(message => message.OrderId), ct);
        Guid[] lineIds = [.. changes.Select(message => message.LineId).Distinct()];
        var parts = await db.Lines.AsNoTracking()
            .Where(line => lineIds.Contains(line.LineId)).ToDictionaryAsync(line => line.LineId, line => line.PartId, ct);
        Guid[] returnIds = [.. changes.Select(message => message.ReturnId)];
        var known = await db.PayableChanges
            .Where(change => returnIds.Contains(change.ReturnId)).Select(change => change.ReturnId).ToHashSetAsync(ct);
        foreach (var message in changes)
        {
            var (_, part) = orders.PartOf(message.OrderId, parts.GetValueOrDefault(message.LineId), message);
            if (known.Add(message.ReturnId))
            {
                var change = new PayableChange
                {
                    ReturnId = message.ReturnId,
                    LineId = message.LineId,
                    Amount = new Money(message.PayableChangeFen!.Value),
                };
                db.Add(change);
                part.Correct(change);
                db.Add(part.Owe(
                    change.Amount > Money.Zero ? PayableKind.PriceRaised : PayableKind.Returned, change.ReturnId, change.Amount,
                    clock.NowToTheMillisecond()));
            }
        }
    }
}
