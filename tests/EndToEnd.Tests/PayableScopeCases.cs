using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>A case for each operation of invoices, payments and what is owed.</summary>
static class PayableScopeCases
{
    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["AllotInvoice"] = new(Stranger.Refused, Roles.Supplier, _ => "/ordering/invoices", ours => Invoice(ours.LineId)),
        ["ListInvoices"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/invoices"),
        ["GetInvoice"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/invoices/{ours.InvoiceId}"),
        ["ReverseInvoice"] = new(Stranger.Refused, Roles.Supplier, ours => $"/ordering/invoices/{ours.InvoiceId}/reversal", _ => new
        {
            redInvoiceId = Guid.CreateVersion7(),
            number = "87654321",
            reason = "MadeOutWrongly",
            issuedOn = ScopeCases.Today(),
        }),
        // A stranger may say that it has paid our supplier, which is not known to it, but not for what is ours.
        ["PaySupplier"] = new(Stranger.Refused, Roles.Purchaser, _ => "/ordering/payments", ours => new
        {
            paymentId = Guid.CreateVersion7(),
            supplierId = ours.SupplierId,
            amountFen = 1,
            paidOn = ScopeCases.Today(),
            reference = "X",
            matches = new[] { new { partId = ours.PartId, amountFen = 1 } },
        }),
        ["ListPayments"] = new(Stranger.SeesNothing, Roles.Supplier, _ => "/ordering/payments"),
        ["GetPayment"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/payments/{ours.PaymentId}"),
        ["MatchPayment"] = new(Stranger.Refused, Roles.Purchaser, ours => $"/ordering/payments/{ours.PaymentId}/matching", ours => new
        {
            matches = new[] { new { partId = ours.PartId, amountFen = 1 } },
        }),
        ["ReversePayment"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/payments/{ours.PaymentId}/reversal", _ => new { reason = "冒名" }),
        ["StateReceipt"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/ordering/payments/{ours.PaymentId}/receipt", _ => new { isReceived = true }),
        ["ListBalances"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/payables/balances/2026-11?unitId={ours.UnitId}"),
        ["ListReminders"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/payables/reminders"),
        ["GetPaymentLetter"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/payables/letter?unitId={ours.UnitId}&supplierId={ours.SupplierId}"),
        ["PrintPaymentLetter"] = new(
            Stranger.Refused, Roles.Purchaser, ours => $"/ordering/payables/letter/file?unitId={ours.UnitId}&supplierId={ours.SupplierId}"),
        ["AgreeTerm"] = new(Stranger.Refused, Roles.Purchaser, _ => "/ordering/payables/terms", ours => Term(ours.UnitId, ours.SupplierId)),
        ["ListTerms"] = new(Stranger.SeesNothing, Roles.Purchaser, _ => "/ordering/payables/terms"),
        ["EndTerm"] = new(
            Stranger.Refused, Roles.Supplier, ours => $"/ordering/payables/terms/{ours.TermId}/ending", _ => new { reason = "冒名" }),
    };

    public static object Invoice(Guid lineId, long fen = 1) => new
    {
        invoiceId = Guid.CreateVersion7(),
        kind = "Ordinary",
        number = "87654320",
        amountFen = fen,
        issuedOn = ScopeCases.Today(),
        lines = new[] { new { lineId, amountFen = fen } },
    };

    public static object Term(Guid unitId, Guid supplierId) => new
    {
        termId = Guid.CreateVersion7(),
        unitId,
        supplierId,
        days = 45,
        validFrom = "2099-01-01",
        validUntil = "2099-12-31",
        document = "购销合同 2099-1",
    };
}
