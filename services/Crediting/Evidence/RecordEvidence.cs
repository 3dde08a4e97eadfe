using Marketplace.Contracts.Ordering;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;

namespace Marketplace.Crediting.Evidence;

/// <summary>
/// ← InvoiceRecorded, PaymentRecorded. When invoices and payments of a shipment cover what its sales are worth, the sales are verified
/// (已核实), in the open month if their own is closed.
/// </summary>
public sealed class RecordEvidence : IApplyEvent<InvoiceRecorded>, IApplyEvent<PaymentRecorded>
{
    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<InvoiceRecorded> happened, CancellationToken ct)
    {
        foreach (var invoice in happened)
        {
            await EvidenceDocuments.AddAsync(ledger, invoice, new EvidenceDocument
            {
                DocumentId = invoice.InvoiceId,
                Kind = DocumentKind.Invoice,
                EvidenceId = invoice.PartId,
                SupplierId = invoice.SupplierId,
                Code = invoice.Code,
                Number = invoice.Number,
                AmountFen = invoice.AmountFen,
                Date = invoice.IssuedOn,
            }, ct);
        }
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<PaymentRecorded> happened, CancellationToken ct)
    {
        foreach (var payment in happened)
        {
            await EvidenceDocuments.AddAsync(ledger, payment, new EvidenceDocument
            {
                DocumentId = payment.PaymentId,
                Kind = DocumentKind.Payment,
                EvidenceId = payment.PartId,
                SupplierId = payment.SupplierId,
                Number = payment.Reference,
                AmountFen = payment.AmountFen,
                Date = payment.PaidOn,
            }, ct);
        }
    }
}
