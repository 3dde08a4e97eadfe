using Marketplace.Contracts;
using Marketplace.Ordering.Payables;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Invoices;

/// <summary>GET /ordering/invoices/{invoiceId}. An invoice with its lines, what was taken back of it, and what was paid on it.</summary>
public static class GetInvoice
{
    public static void Map(RouteGroupBuilder invoices) => invoices.MapGet("/{invoiceId:guid}", HandleAsync)
        .WithName(nameof(GetInvoice)).WithSummary("查看发票 Get an invoice").For(PayableScope.Readers)
        .RecordsAccess<OrderingDb>("invoice");

    static async Task<Ok<InvoiceDetails>> HandleAsync(
        Guid invoiceId, OrderingDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var invoice = await db.Invoices.AsNoTracking().Include(row => row.Lines)
            .SingleOrDefaultAsync(row => row.InvoiceId == invoiceId, ct);
        if (invoice is null || PayableScope.AsSeenBy(caller, invoice.UnitId, invoice.SupplierId) is not { } seenAs)
        {
            throw NotFound(invoiceId);
        }

        var reds = await db.Invoices.AsNoTracking().Where(row => row.ReversesInvoiceId == invoiceId).ToListAsync(ct);
        var paid = await db.PaymentMatchings.Where(matching => matching.InvoiceId == invoiceId)
            .SumAsync(matching => matching.AmountFen, ct);
        access.Of(invoiceId, [invoice.UnitId, invoice.SupplierId]);
        return TypedResults.Ok(InvoiceDetails.Of(invoice, reds, new Money(paid), seenAs));
    }

    public static NotFoundException NotFound(Guid invoiceId) => new(
        "invoice_not_found", $"没有发票 {invoiceId}，或与您无关；请核对发票标识。", $"There is no invoice {invoiceId} that concerns you; check the id.");
}
