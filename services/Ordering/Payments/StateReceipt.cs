using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>
/// POST /ordering/payments/{paymentId}/receipt → PaymentReversed, PaymentRecorded. A supplier says whether a payment to it has arrived. One
/// that it disputes proves no sale until it confirms it: the unit gains by what it records, and so it does not count against the word of
/// whom it was paid to. What is owed stays as both recorded it; officials see how much is disputed (R17).
/// </summary>
public static class StateReceipt
{
    const int NoteMax = 500;

    public static void Map(RouteGroupBuilder payments) => payments.MapPost("/{paymentId:guid}/receipt", HandleAsync)
        .WithName(nameof(StateReceipt)).WithSummary("确认收款或提出异议 Confirm or dispute a payment")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    public sealed record Request : IChecked
    {
        public required bool IsReceived { get; init; }

        /// <summary>What is wrong with it; needed when it was not received.</summary>
        public string? Note { get; init; }

        public void Check(Checks checks)
        {
            checks.TextOrNone(Note, "note", NoteMax);
            checks.That(
                IsReceived || !string.IsNullOrWhiteSpace(Note), "note", "note_missing", "有异议时请说明情况。", "Say what is wrong with it.");
        }
    }

    static async Task<Ok<PaymentDetails>> HandleAsync(
        Guid paymentId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var payment = await db.LockPaymentAsync(paymentId, payment => payment.SupplierId == caller.Org, ct);
        if (payment.ReversedAt is not null)
        {
            throw new RuleBrokenException("payment_reversed", "该付款已由采购单位冲销，无需确认。", "The unit has reversed the payment itself.");
        }

        var wasEvidence = payment.IsEvidence;
        db.Add(payment.State(request.IsReceived, request.Note, now, caller.Subject));
        if (payment.IsEvidence != wasEvidence)
        {
            await TellAsync(db, payment, now, ct);
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await PaymentDetails.ReadAsync(db, payment, Viewers.Supplier, ct));
    }

    /// <summary>Tells of each part that what is matched to it proves it no more, or again.</summary>
    static async Task TellAsync(OrderingDb db, Payment payment, DateTimeOffset now, CancellationToken ct)
    {
        var matchings = await db.PaymentMatchings.AsNoTracking().Where(matching => matching.PaymentId == payment.PaymentId).ToListAsync(ct);
        foreach (var part in matchings.GroupBy(matching => (matching.OrderId, matching.PartId)))
        {
            var (amount, id) = (new Money(part.Sum(matching => matching.AmountFen)), Guid.CreateVersion7(now));
            if (payment.IsEvidence)
            {
                db.PublishRecorded(payment, part.Key.OrderId, part.Key.PartId, id, amount);
            }
            else
            {
                db.PublishReversed(payment, part.Key.OrderId, part.Key.PartId, id, amount, now);
            }
        }
    }
}
