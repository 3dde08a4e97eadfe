using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Storage;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.Extensions.Options;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// ← DeliveryAccepted. Keeps what was accepted of a part, and completes the order when nothing of it is
/// left to accept → OrderCompleted.
/// </summary>
public sealed class CompleteOrder(
    OrderingDb db, KnownBuyers buyers, IOptions<PaymentTerms> terms, TimeProvider clock, ILogger<CompleteOrder> logger)
    : IConsume<DeliveryAccepted>
{
    public async Task ConsumeAsync(IReadOnlyList<DeliveryAccepted> messages, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var orders = await OrdersOfMessages.LockWithPartsAsync(db, messages.Select(message => message.OrderId), ct);
        var agreed = await KnownTerms.OfAsync(db, [.. orders.Values.SelectMany(order => order.Parts)], ct);
        var units = await buyers.UnitsAsync(orders.Values.Select(order => order.UnitId), ct);
        foreach (var message in messages)
        {
            var (order, part) = orders.PartOf(message.OrderId, message.ShipmentId, message);
            if (part.IsAccepted || part.AcceptanceNos.Contains(message.AcceptanceNo))
            {
                continue;
            }

            AcceptedLine[] lines = [.. message.Lines.Select(line => new AcceptedLine
            {
                LineId = line.LineId,
                AcceptanceNo = message.AcceptanceNo,
                Quantity = line.Accepted,
                Amount = new Money(line.PayableFen ?? line.AcceptedFen),
            })];
            db.AddRange(lines);
            var accepted = lines.Aggregate(Money.Zero, (sum, line) => sum + line.Amount);
            var dueOn = agreed.DueOn(part, message.DeliveredAt)
                ?? terms.Value.DueOn(message.DeliveredAt, units.GetValueOrDefault(order.UnitId)?.Kind);
            db.Add(part.Owe(PayableKind.Accepted, message.AcceptanceId, accepted, now));
            var isCompleted = order.Accept(
                part, new PartAcceptance(message.AcceptanceNo, message.IsPartial != true, accepted, message.AcceptedAt, dueOn), now);
            await db.EarnSubsidiesAsync(part, message, ct);
            if (isCompleted)
            {
                CompletedOrders.Publish(db, order, message, logger);
            }
        }
    }
}
