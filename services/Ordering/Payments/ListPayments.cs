using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Payments;

/// <summary>GET /ordering/payments. The payments of a unit or to a supplier, the newest first.</summary>
public static class ListPayments
{
    public static void Map(RouteGroupBuilder payments) => payments.MapGet("/", HandleAsync)
        .WithName(nameof(ListPayments)).WithSummary("付款列表 List payments").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("payment");

    static async Task<Ok<Page<PaymentSummary>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var listed = scope.Payments(db).AsNoTracking()
            .Select(payment => new Listed<Payment> { At = payment.RecordedAt, Id = payment.PaymentId, Row = payment });
        return TypedResults.Ok(access.OfList(await listed.PageAsync(page, payment => PaymentSummary.Of(payment, scope.SeenAs), ct)));
    }

    /// <summary>A payment without what it was matched to.</summary>
    public sealed record PaymentSummary : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid PaymentId { get; init; }

        public required Guid UnitId { get; init; }

        public required Guid SupplierId { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        /// <summary>What of it is matched to nothing: paid in advance (预付).</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? AdvanceFen { get; init; }

        public required DateOnly PaidOn { get; init; }

        /// <summary>The bank's or treasury's reference.</summary>
        [SeenBy(Ageing.Readers, DataClass.Reference)]
        public required string? Reference { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }

        /// <summary>When the unit took it back as wrongly recorded; null otherwise.</summary>
        public DateTimeOffset? ReversedAt { get; init; }

        /// <summary>What the supplier says of it.</summary>
        public required PaymentReceiptState Receipt { get; init; }

        internal static PaymentSummary Of(Payment payment, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            PaymentId = payment.PaymentId,
            UnitId = payment.UnitId,
            SupplierId = payment.SupplierId,
            AmountFen = payment.Amount.Fen,
            AdvanceFen = payment.Unmatched.Fen,
            PaidOn = payment.PaidOn,
            Reference = payment.Reference,
            RecordedAt = payment.RecordedAt,
            ReversedAt = payment.ReversedAt,
            Receipt = payment.Receipt,
        };
    }
}
