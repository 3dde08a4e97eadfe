using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;

namespace Marketplace.Crediting.Imports;

/// <summary>Files the invoices that imported rows name with their sales.</summary>
static class ImportedInvoices
{
    /// <summary>
    /// The invoices that imported rows name, each with its total: further rows of the same invoice can't exceed it (CR-22).
    /// </summary>
    public static async Task AppendAsync(CreditingDb db, IReadOnlyCollection<ImportedRow> rows, CancellationToken ct)
    {
        var papers = new List<EvidenceDocument>(rows.Count);
        var evidences = new List<EvidenceTotals>(rows.Count);
        foreach (var row in rows)
        {
            var lineId = row.LineId;
            var evidence = new EvidenceTotals { EvidenceId = lineId };
            evidence.Add(row.InvoiceTotalFen, paid: 0);
            evidences.Add(evidence);
            papers.Add(new EvidenceDocument
            {
                DocumentId = StableIds.Of($"import/invoice/{lineId}"),
                Kind = DocumentKind.Invoice,
                EvidenceId = lineId,
                SupplierId = row.SupplierId,
                Code = row.InvoiceCode,
                Number = row.InvoiceNumber,
                AmountFen = row.InvoiceTotalFen,
                Date = row.InvoiceDate,
            });
        }

        await db.AppendAsync(papers, ct);
        await db.AppendAsync(evidences, ct);
    }
}
