using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>
/// POST /ordering/payments/{paymentId}/reversal → PaymentReversed for each part. A unit takes back a payment that it has recorded wrongly:
/// counter-entries owe again what it had been matched to, and nothing of it is deleted.
/// </summary>
public static class ReversePayment
{
    const int ReasonMax = 500;

    public static void Map(RouteGroupBuilder payments) => payments.MapPost("/{paymentId:guid}/reversal", HandleAsync)
        .WithName(nameof(ReversePayment)).WithSummary("冲销误记的付款 Reverse a payment that was recorded wrongly")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        public void Check(Checks checks) => checks.Text(Reason, "reason", ReasonMax);
    }

    static async Task<Ok<PaymentDetails>> HandleAsync(
        Guid paymentId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var payment = await db.LockPaymentAsync(paymentId, payment => payment.UnitId == caller.Org, ct);
        if (payment.ReversedAt is not null)
        {
            throw new RuleBrokenException("payment_reversed", "该付款已冲销，无需再办。", "The payment was reversed already.");
        }

        var matchings = await db.PaymentMatchings.AsNoTracking().Where(matching => matching.PaymentId == paymentId)
            .OrderBy(matching => matching.MatchingId).ToListAsync(ct);
        var orders = await OrdersOfMessages.LockWithPartsAsync(db, matchings.Select(matching => matching.OrderId), ct);
        foreach (var matching in matchings)
        {
            var counter = new PaymentMatching
            {
                MatchingId = Guid.CreateVersion7(now),
                PaymentId = paymentId,
                OrderId = matching.OrderId,
                PartId = matching.PartId,
                InvoiceId = matching.InvoiceId,
                AmountFen = -matching.AmountFen,
                RecordedAt = now,
                RecordedBy = caller.Subject,
            };
            var part = orders[matching.OrderId].Part(matching.PartId)!;
            part.TakeBackPaid(matching.Amount);
            db.Add(counter);
            db.Add(part.Owe(PayableKind.PaymentTakenBack, counter.MatchingId, matching.Amount, now));
            if (payment.IsEvidence)
            {
                db.PublishReversed(payment, counter.OrderId, counter.PartId, counter.MatchingId, matching.Amount, now);
            }
        }

        if (payment.Unmatched > Money.Zero)
        {
            db.Add(payment.Advance(PayableKind.PaymentTakenBack, paymentId, payment.Unmatched, now));
        }

        payment.Reverse(request.Reason, now);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await PaymentDetails.ReadAsync(db, payment, Viewers.Buyer, ct));
    }
}
