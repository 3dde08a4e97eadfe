using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Payments;

/// <summary>
/// POST /orders/{orderId}/payments → PaymentRecorded. The buyer records what it has paid to a supplier for its part alone: the simple form
/// of
/// <see cref="PaySupplier"/>.
/// </summary>
public static class RecordPayment
{
    public static void Map(RouteGroupBuilder orders) => orders.MapPost("/{orderId:guid}/payments", HandleAsync)
        .WithName(nameof(RecordPayment)).WithSummary("登记付款 Record a payment")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    /// <summary>A payment as the bank shows it.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid PaymentId { get; init; }

        /// <summary>Which supplier's part was paid for.</summary>
        public required Guid PartId { get; init; }

        /// <summary>More than 0; all payments together at most the amount of the part.</summary>
        public required long AmountFen { get; init; }

        /// <summary>Not in the future, not before the day of the order.</summary>
        public required DateOnly PaidOn { get; init; }

        /// <summary>The bank's or treasury's reference, 1 to 100 characters.</summary>
        public required string Reference { get; init; }

        public void Check(Checks checks)
        {
            checks.NewId(PaymentId, "paymentId");
            checks.NotEmpty(PartId, "partId");
            checks.Range(AmountFen, 1, Order.AmountMax.Fen, "amountFen");
            checks.Text(Reference, "reference", max: 100);
        }
    }

    static async Task<Created<PaymentView>> HandleAsync(
        Guid orderId, Request request, OrderingDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var order = await OrderScope.LockOrderAsync(db, orderId, ct);
        OrderScope.RequireBuyer(caller, order);
        DocumentRules.RequireConfirmed(order);
        DocumentRules.RequireDaySinceOrder(order, request.PaidOn, "paidOn", now);
        var part = OrderScope.PartOf(order, request.PartId);
        var amount = new Money(request.AmountFen);
        var payment = Payment.Of(
            request.PaymentId, part.UnitId, part.SupplierId, part.UnitPath, amount, request.PaidOn, request.Reference, now, caller.Subject);
        payment.Match(amount);
        db.Add(payment);
        db.Pay(payment, part, amount, invoiceId: null, now, caller.Subject, "amountFen");
        await db.SaveNewAsync(ct);
        return TypedResults.Created(
            $"/{OrderingService.Name}/orders/{order.OrderId}", PaymentView.Of(payment, part.PartId, amount, Viewers.Buyer));
    }
}
