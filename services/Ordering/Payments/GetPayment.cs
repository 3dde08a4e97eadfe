using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>GET /ordering/payments/{paymentId}. A payment, what it was matched to, and what the supplier says of it.</summary>
public static class GetPayment
{
    public static void Map(RouteGroupBuilder payments) => payments.MapGet("/{paymentId:guid}", HandleAsync)
        .WithName(nameof(GetPayment)).WithSummary("查看付款 Get a payment").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("payment");

    static async Task<Ok<PaymentDetails>> HandleAsync(
        Guid paymentId, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var payment = await db.Payments.AsNoTracking().SingleOrDefaultAsync(row => row.PaymentId == paymentId, ct);
        if (payment is null || PayableScope.AsSeenBy(caller, payment.UnitId, payment.SupplierId) is not { } seenAs)
        {
            throw NotFound(paymentId);
        }

        access.Of(paymentId, [payment.UnitId, payment.SupplierId]);
        return TypedResults.Ok(await PaymentDetails.ReadAsync(db, payment, seenAs, ct));
    }

    public static NotFoundException NotFound(Guid paymentId) => new(
        "payment_not_found", $"没有付款 {paymentId}，或与您无关；请核对付款标识。", $"There is no payment {paymentId} that concerns you; check the id.");
}
