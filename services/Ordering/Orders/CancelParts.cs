using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Ordering.Subsidies;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;

namespace Marketplace.Ordering.Orders;

/// <summary>
/// ← ShipmentCancelled, ShipmentLost. Keeps which lines of a part will not be sent and why, or that all that was sent of it is lost. The
/// order is completed when nothing else is left to accept → OrderCompleted, and cancelled when nothing was accepted.
/// </summary>
public sealed class CancelParts(OrderingDb db, TimeProvider clock, ILogger<CancelParts> logger) : IConsume<ShipmentCancelled, ShipmentLost>
{
    public async Task ConsumeAsync(IReadOnlyList<ShipmentCancelled> cancelled, IReadOnlyList<ShipmentLost> lost, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        Guid[] ids = [.. cancelled.Select(message => message.OrderId), .. lost.Select(message => message.OrderId)];
        var orders = await OrdersOfMessages.LockWithPartsAsync(db, ids, ct);
        foreach (var message in cancelled)
        {
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

        foreach (var message in lost)
        {
            var (order, part) = orders.PartOf(message.OrderId, message.ShipmentId, message);
            var amount = new Money(message.Lines.Sum(line => line.ReservedFen));
            await db.ReleaseSubsidiesAsync(part, [.. message.Lines.Select(line => line.LineId)], ct);
            if (order.LosePart(part, amount, message.Finding, message.LostAt, now))
            {
                CompletedOrders.Publish(db, order, message, logger);
            }
        }
    }
}
