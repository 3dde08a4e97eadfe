using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.OpenOrders;

/// <summary>
/// ← OrderConfirmed, ShipmentDelivered, ShipmentCancelled, ShipmentLost, DeliveryAccepted. Keeps what is under way and what it would be
/// credited to. Whatever comes first, the row of a part ends up the same; the ledger is not taken for it.
/// </summary>
public sealed class FollowOpenOrders(CreditingDb db, RegistryCache registry, TimeProvider clock) : IConsumeSeveral
{
    public async Task ConsumeAsync(IReadOnlyList<object> messages, CancellationToken ct)
    {
        var parts = await PartsAsync(messages, ct);
        OrderConfirmed[] confirmed =
        [
            .. messages.OfType<OrderConfirmed>().DistinctBy(order => order.OrderId)
                .Where(order => order.Parts.Any(part => parts[part.PartId].ConfirmedAt is null)),
        ];
        var expected = await ExpectedCredits.ReadAsync(db, registry, confirmed, clock.NowToTheMillisecond(), ct);
        foreach (var order in confirmed)
        {
            foreach (var part in order.Parts.Where(part => parts[part.PartId].ConfirmedAt is null))
            {
                parts[part.PartId].Confirm(
                    (order.OrderId, order.OrderNumber), (part.SupplierId, part.SupplierName), (order.UnitName, order.UnitPath.Value),
                    order.ConfirmedAt, part.DeliverOn, expected.Of(order, part));
            }
        }

        foreach (var message in messages)
        {
            Follow(message, parts);
        }

        await KeepCreditsAsync(parts.Values, ct);
    }

    static void Follow(object message, Dictionary<Guid, OpenPart> parts)
    {
        switch (message)
        {
            case ShipmentDelivered delivered:
                parts[delivered.ShipmentId].Deliver(delivered.DeliveredAt);
                break;
            case ShipmentCancelled { IsWhole: true } cancelled:
                parts[cancelled.ShipmentId].End(cancelled.CancelledAt);
                break;
            case ShipmentCancelled cancelled:
                foreach (var line in cancelled.Lines)
                {
                    parts[cancelled.ShipmentId].Decide(cancelled.CancellationId, line.LineId, fen: null);
                }

                break;
            case ShipmentLost lost:
                parts[lost.ShipmentId].End(lost.LostAt);
                break;
            case DeliveryAccepted { IsPartial: true } accepted:
                foreach (var line in accepted.Lines)
                {
                    parts[accepted.ShipmentId].Decide(accepted.AcceptanceId, line.LineId, line.OrderedFen);
                }

                break;
            case DeliveryAccepted accepted:
                parts[accepted.ShipmentId].End(accepted.AcceptedAt);
                break;
            default:
                // A confirmation has had its effect before.
                break;
        }
    }

    /// <summary>The parts that the messages are about, locked; those that nothing was heard of before are new.</summary>
    async Task<Dictionary<Guid, OpenPart>> PartsAsync(IReadOnlyList<object> messages, CancellationToken ct)
    {
        Guid[] ids =
        [
            .. messages.SelectMany(message => message switch
            {
                OrderConfirmed confirmed => confirmed.Parts.Select(part => part.PartId),
                ShipmentDelivered delivered => [delivered.ShipmentId],
                ShipmentCancelled cancelled => [cancelled.ShipmentId],
                ShipmentLost lost => [lost.ShipmentId],
                DeliveryAccepted accepted => [accepted.ShipmentId],
                _ => (IEnumerable<Guid>)[],
            }).Distinct(),
        ];
        var parts = await db.LockAndReadAsync<OpenPart>(ids, ct);
        foreach (var id in ids.Except(parts.Keys).ToList())
        {
            parts.Add(id, new OpenPart { PartId = id });
            db.Add(parts[id]);
        }

        return parts;
    }

    /// <summary>Only what is open has rows in the sums that reports read.</summary>
    async Task KeepCreditsAsync(IReadOnlyCollection<OpenPart> parts, CancellationToken ct)
    {
        Guid[] ids = [.. parts.Select(part => part.PartId)];
        var known = (await db.OpenCredits.Where(credit => ids.Contains(credit.PartId)).ToListAsync(ct))
            .ToDictionary(credit => (credit.PartId, credit.HolderId));
        var wanted = parts.SelectMany(part => part.Credits()).ToDictionary(credit => (credit.PartId, credit.HolderId));
        foreach (var (key, credit) in wanted)
        {
            if (known.TryGetValue(key, out var row))
            {
                row.Fen = credit.Fen;
            }
            else
            {
                db.Add(credit);
            }
        }

        db.RemoveRange(known.Where(row => !wanted.ContainsKey(row.Key)).Select(row => row.Value));
    }
}
