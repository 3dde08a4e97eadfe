using Marketplace.Contracts.Ordering;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;

namespace Marketplace.Crediting.Evidence;

/// <summary>
/// ← InvoiceRecorded, PaymentRecorded, InvoiceReversed, PaymentReversed. When invoices and payments of a shipment cover what its sales are
/// worth, the sales are verified (已核实), in the open month if their own is closed; when some are taken back, they are not any more (CR-16).
/// What takes back may come before what it takes back: sums are the same in any order.
/// </summary>
public sealed class RecordEvidence
    : IApplyEvent<InvoiceRecorded>, IApplyEvent<PaymentRecorded>, IApplyEvent<InvoiceReversed>, IApplyEvent<PaymentReversed>
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
                DocumentId = payment.MatchingId ?? payment.PaymentId,
                Kind = DocumentKind.Payment,
                EvidenceId = payment.PartId,
                SupplierId = payment.SupplierId,
                Number = payment.Reference,
                AmountFen = payment.AmountFen,
                Date = payment.PaidOn,
            }, ct);
        }
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<InvoiceReversed> happened, CancellationToken ct)
    {
        foreach (var red in happened)
        {
            await EvidenceDocuments.AddAsync(ledger, red, new EvidenceDocument
            {
                DocumentId = red.RedInvoiceId,
                Kind = DocumentKind.Invoice,
                EvidenceId = red.PartId,
                SupplierId = red.SupplierId,
                Code = red.Code,
                Number = red.Number,
                AmountFen = -red.AmountFen,
                Date = red.IssuedOn,
            }, ct);
        }
    }

    public async Task ApplyAsync(LedgerWriter ledger, IReadOnlyList<PaymentReversed> happened, CancellationToken ct)
    {
        foreach (var reversal in happened)
        {
            await EvidenceDocuments.AddAsync(ledger, reversal, new EvidenceDocument
            {
                DocumentId = reversal.ReversalId,
                Kind = DocumentKind.Payment,
                EvidenceId = reversal.PartId,
                SupplierId = reversal.SupplierId,
                Number = reversal.Reference,
                AmountFen = -reversal.AmountFen,
                Date = reversal.ReversedOn,
            }, ct);
        }
    }
}
