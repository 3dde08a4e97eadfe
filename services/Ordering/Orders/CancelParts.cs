using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// ← ShipmentCancelled. Keeps which lines of a part will not be sent and why. The order is completed when nothing else is left to accept
/// → OrderCompleted, and cancelled when each part was.
/// </summary>
public sealed class CancelParts(OrderingDb db, TimeProvider clock, ILogger<CancelParts> logger) : IConsume<ShipmentCancelled>
{
    public async Task ConsumeAsync(IReadOnlyList<ShipmentCancelled> messages, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var orders = await OrdersOfMessages.LockWithPartsAsync(db, messages.Select(message => message.OrderId), ct);
        foreach (var message in messages)
        {
            if (orders.Of(message.OrderId, message) is { CancellationReason: Contracts.Ordering.CancellationReason.PartsCancelled })
            {
                continue;
            }

            var (order, part) = orders.PartOf(message.OrderId, message.ShipmentId, message);
            var cancellation = new PartCancellation
            {
                CancellationId = message.CancellationId,
                CancelledAt = message.CancelledAt,
                CancelledBy = message.CancelledBy,
                Reason = message.Reason,
                Note = message.Note,
                LineIds = [.. message.Lines.Select(line => line.LineId)],
                Amount = new Money(message.Lines.Sum(line => line.ReservedFen)),
            };
            await db.ReleaseSubsidiesAsync(part, cancellation.LineIds, ct);
            if (order.CancelLines(part, cancellation, message.IsWhole, now))
            {
                CompletedOrders.Publish(db, order, message, logger);
            }
        }
    }
}
