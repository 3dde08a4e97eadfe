using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>Payments that are to be changed: locked before the orders that they are matched to, by whoever changes them.</summary>
static class LockedPayments
{
    extension(OrderingDb db)
    {
        /// <summary>A payment of the caller, locked until the transaction ends.</summary>
        /// <exception cref="NotFoundException">There is none of theirs.</exception>
        public async Task<Payment> LockPaymentAsync(Guid paymentId, Func<Payment, bool> isTheirs, CancellationToken ct)
        {
            var seen = await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.PaymentId == paymentId, ct);
            if (seen is null || !isTheirs(seen))
            {
                throw GetPayment.NotFound(paymentId);
            }

            await db.LockAsync<Payment>([paymentId], ct);
            return await db.Payments.SingleAsync(row => row.PaymentId == paymentId, ct);
        }
    }
}
