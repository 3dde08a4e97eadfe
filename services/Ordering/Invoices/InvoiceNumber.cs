using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Invoices;

/// <summary>Numbers and codes of invoices.</summary>
static class InvoiceNumber
{
    public static void Check(Checks checks, string? code, string number)
    {
        checks.That(
            Invoice.IsNumber(number),
            "number",
            "invoice_number_invalid",
            "发票号码须为 8 位数字，数电票为 20 位数字。",
            "An invoice number has 8 digits, that of a fully digital invoice 20.");
        checks.That(
            code is null || Invoice.IsCode(code, number),
            "code",
            "invoice_code_invalid",
            "发票代码须为 10 或 12 位数字；数电票（20 位号码）没有发票代码，请勿填写。",
            "An invoice code has 10 or 12 digits; a fully digital invoice, whose number has 20, has none: leave it out.");
    }

    /// <summary>
    /// Older numbers come again under other codes. Where either paper does not say its code, the number alone decides, as in the ledger
    /// (CR-22).
    /// </summary>
    /// <exception cref="RuleBrokenException">The supplier has recorded an invoice of that number.</exception>
    public static async Task RequireNewAsync(OrderingDb db, Guid supplierId, string? asked, string number, CancellationToken ct)
    {
        var code = asked ?? "";
        if (await db.Invoices.AnyAsync(
            invoice => invoice.SupplierId == supplierId && invoice.Number == number
                && (invoice.Code == code || invoice.Code == "" || code == ""),
            ct))
        {
            throw new RuleBrokenException(
                "invoice_number_taken",
                $"发票号码 {number} 已登记过，同一张发票不能重复登记；请核对号码。",
                $"The invoice {number} is recorded already and can't be recorded again; check the number.",
                "number");
        }
    }
}
