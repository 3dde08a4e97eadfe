using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Payments;

/// <summary>
/// POST /ordering/payments/{paymentId}/matching → PaymentRecorded for each match. A unit says what something that it paid in advance is
/// for.
/// </summary>
public static class MatchPayment
{
    public static void Map(RouteGroupBuilder payments) => payments.MapPost("/{paymentId:guid}/matching", HandleAsync)
        .WithName(nameof(MatchPayment)).WithSummary("分配预付款 Match what was paid in advance")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    public sealed record Request : IChecked
    {
        /// <summary>1 to 100, together at most what of the payment is not matched yet.</summary>
        public required IReadOnlyList<PaymentMatch> Matches { get; init; }

        public void Check(Checks checks)
        {
            checks.Count(Matches.Count, 1, PaySupplier.MatchesMax, "matches", "分配项", "matches");
            PaymentMatch.Check(Matches, checks);
        }
    }

    static async Task<Ok<PaymentDetails>> HandleAsync(
        Guid paymentId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var payment = await db.LockPaymentAsync(paymentId, payment => payment.UnitId == caller.Org, ct);
        if (payment.ReversedAt is not null)
        {
            throw new RuleBrokenException("payment_reversed", "该付款已冲销，不能再分配。", "The payment was reversed and can't be matched.");
        }

        var matchings = await db.MatchAsync(payment, request.Matches, caller, now, ct);
        foreach (var matching in matchings)
        {
            db.Add(payment.Advance(PayableKind.Advanced, matching.MatchingId, matching.Amount, now));
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(await PaymentDetails.ReadAsync(db, payment, Viewers.Buyer, ct));
    }
}
