using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Payments;

/// <summary>What is told of payments: what of them proves which part, and what proves it no more.</summary>
static class PaymentMessages
{
    extension(OrderingDb db)
    {
        public void PublishRecorded(Payment payment, Guid orderId, Guid partId, Guid matchingId, Money amount) =>
            db.Publish(new PaymentRecorded
            {
                PaymentId = payment.PaymentId,
                OrderId = orderId,
                PartId = partId,
                SupplierId = payment.SupplierId,
                MatchingId = matchingId,
                AmountFen = amount.Fen,
                PaidOn = payment.PaidOn,
                Reference = payment.Reference,
            });

        public void PublishReversed(Payment payment, Guid orderId, Guid partId, Guid reversalId, Money amount, DateTimeOffset now) =>
            db.Publish(new PaymentReversed
            {
                ReversalId = reversalId,
                PaymentId = payment.PaymentId,
                OrderId = orderId,
                PartId = partId,
                SupplierId = payment.SupplierId,
                AmountFen = amount.Fen,
                ReversedOn = BusinessDay.Of(now),
                Reference = payment.Reference,
            });
    }
}
