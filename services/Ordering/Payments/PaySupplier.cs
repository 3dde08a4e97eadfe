using Marketplace.Contracts;
using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>
/// POST /ordering/payments → PaymentRecorded for each match. A unit records what it has paid to a supplier, and for which parts or
/// invoices; what it says nothing of was paid in advance, and is matched later (<see cref="MatchPayment"/>).
/// </summary>
public static class PaySupplier
{
    internal const int MatchesMax = 100;

    /// <summary>How long ago a payment may have been made that is recorded now.</summary>
    const int DaysBackMax = 731;

    public static void Map(RouteGroupBuilder payments) => payments.MapPost("/", HandleAsync)
        .WithName(nameof(PaySupplier)).WithSummary("登记对供应商的付款 Record a payment to a supplier")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>A payment as the bank shows it.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid PaymentId { get; init; }

        public required Guid SupplierId { get; init; }

        /// <summary>More than 0.</summary>
        public required long AmountFen { get; init; }

        /// <summary>Not in the future, and at most two years ago.</summary>
        public required DateOnly PaidOn { get; init; }

        /// <summary>The bank's or treasury's reference, 1 to 100 characters.</summary>
        public required string Reference { get; init; }

        /// <summary>What it is for, at most the amount together; what is left of it was paid in advance (预付).</summary>
        public IReadOnlyList<PaymentMatch> Matches { get; init; } = [];

        public void Check(Checks checks)
        {
            checks.NewId(PaymentId, "paymentId");
            checks.NotEmpty(SupplierId, "supplierId");
            checks.Range(AmountFen, 1, Order.AmountMax.Fen, "amountFen");
            checks.Text(Reference, "reference", max: 100);
            checks.Count(Matches.Count, 0, MatchesMax, "matches", "分配项", "matches");
            PaymentMatch.Check(Matches, checks);
        }
    }

    static async Task<Created<PaymentDetails>> HandleAsync(
        Request request, OrderingDb db, KnownBuyers buyers, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var today = BusinessDay.Of(now);
        if (request.PaidOn > today || request.PaidOn < today.AddDays(-DaysBackMax))
        {
            throw new InvalidRequestException(
                "day_out_of_range", "paidOn",
                string.Create(null, $"日期须在 {today.AddDays(-DaysBackMax):yyyy-MM-dd} 与今日 {today:yyyy-MM-dd} 之间。"),
                string.Create(null, $"The day must be between {today.AddDays(-DaysBackMax):yyyy-MM-dd} and today, {today:yyyy-MM-dd}."));
        }

        var unit = await buyers.UnitAsync(caller.Org!.Value, ct) ?? throw new ForbiddenException(
            "unit_unknown", "本单位尚未在平台登记，不能登记付款。", "The unit is not registered here, so that it can't record payments.");
        if (!await db.Suppliers.AnyAsync(supplier => supplier.SupplierId == request.SupplierId, ct))
        {
            throw new NotFoundException(
                "supplier_not_found", $"没有供应商 {request.SupplierId}；请核对。", $"There is no supplier {request.SupplierId}; check the id.",
                "supplierId");
        }

        var payment = Payment.Of(
            request.PaymentId, unit.UnitId, request.SupplierId, unit.PathOn(today)?.Value ?? "", new Money(request.AmountFen),
            request.PaidOn, request.Reference, now, caller.Subject);
        db.Add(payment);
        var matchings = await db.MatchAsync(payment, request.Matches, caller, now, ct);
        if (payment.Unmatched > Money.Zero)
        {
            db.Add(payment.Advance(PayableKind.Advanced, payment.PaymentId, -payment.Unmatched, now));
        }

        await db.SaveNewAsync(ct);
        return TypedResults.Created(
            $"/{OrderingService.Name}/payments/{payment.PaymentId}", PaymentDetails.Of(payment, matchings, [], Viewers.Buyer));
    }
}
