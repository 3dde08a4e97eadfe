using System.Text.Json.Serialization;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Invoices;

/// <summary>GET /ordering/invoices. The invoices and red-letter invoices to a unit or of a supplier, the newest first.</summary>
public static class ListInvoices
{
    public static void Map(RouteGroupBuilder invoices) => invoices.MapGet("/", HandleAsync)
        .WithName(nameof(ListInvoices)).WithSummary("发票列表 List invoices").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("invoice");

    static async Task<Ok<Page<InvoiceSummary>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct,
        Guid? unitId = null, Guid? supplierId = null)
    {
        var scope = PayableScope.Of(caller, unitId, supplierId);
        var invoices = db.Invoices.AsNoTracking();
        invoices = scope.UnitId is { } unit ? invoices.Where(invoice => invoice.UnitId == unit) : invoices;
        invoices = scope.SupplierId is { } supplier ? invoices.Where(invoice => invoice.SupplierId == supplier) : invoices;
        var listed = invoices.Select(invoice => new Listed<Invoice> { At = invoice.RecordedAt, Id = invoice.InvoiceId, Row = invoice });
        return TypedResults.Ok(access.OfList(await listed.PageAsync(page, invoice => InvoiceSummary.Of(invoice, scope.SeenAs), ct)));
    }

    /// <summary>An invoice without its lines.</summary>
    public sealed record InvoiceSummary : IView
    {
        [JsonIgnore]
        public Viewers SeenAs { get; init; }

        public required Guid InvoiceId { get; init; }

        public required Guid SupplierId { get; init; }

        public required Guid UnitId { get; init; }

        public required InvoiceKind Kind { get; init; }

        [SeenBy(Ageing.Readers, DataClass.Reference)]
        public required string? Number { get; init; }

        /// <summary>Tax included (价税合计); less than zero for a red-letter invoice.</summary>
        [SeenBy(Ageing.Readers, DataClass.Commercial)]
        public required long? AmountFen { get; init; }

        public required DateOnly IssuedOn { get; init; }

        /// <summary>The invoice that it takes back; null when it is no red-letter invoice.</summary>
        public Guid? ReversesInvoiceId { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }

        internal static InvoiceSummary Of(Invoice invoice, Viewers seenAs) => new()
        {
            SeenAs = seenAs,
            InvoiceId = invoice.InvoiceId,
            SupplierId = invoice.SupplierId,
            UnitId = invoice.UnitId,
            Kind = invoice.Kind,
            Number = invoice.Number,
            AmountFen = invoice.Amount.Fen,
            IssuedOn = invoice.IssuedOn,
            ReversesInvoiceId = invoice.ReversesInvoiceId,
            RecordedAt = invoice.RecordedAt,
        };
    }
}
