using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Imports;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Evidence;

/// <summary>Files invoices and payments with the sales that they prove.</summary>
static class EvidenceDocuments
{
    /// <summary>Records what brought a paper and files it, unless it is filed already; the sales are verified once their papers cover them.</summary>
    public static async Task AddAsync(LedgerWriter ledger, object brought, EvidenceDocument paper, CancellationToken ct)
    {
        var data = ledger.Db;
        if (await data.EvidencePapers.AnyAsync(known => known.PaperId == paper.PaperId, ct))
        {
            return;
        }

        ledger.AppendEvent(brought);
        data.Add(paper);
        var evidence = await data.ShipmentEvidences.SingleOrDefaultAsync(known => known.ShipmentId == paper.ShipmentId, ct);
        if (evidence is null)
        {
            evidence = new ShipmentEvidence { ShipmentId = paper.ShipmentId };
            data.Add(evidence);
        }

        evidence.Add(paper.Kind == DocumentKind.Invoice ? paper.AmountFen : 0, paper.Kind == DocumentKind.Payment ? paper.AmountFen : 0);
        await VerifySales.VerifyAsync(ledger, evidence, news: [], ct);
        await data.SaveChangesAsync(ct);
    }

    /// <summary>The invoices that imported rows name, each with its total: further rows of the same invoice can't exceed it (CR-22).</summary>
    public static async Task AppendInvoicesAsync(CreditingDb db, IReadOnlyCollection<ImportedRow> rows, CancellationToken ct)
    {
        var papers = new List<EvidenceDocument>(rows.Count);
        var evidences = new List<ShipmentEvidence>(rows.Count);
        foreach (var row in rows)
        {
            var lineId = ImportRow.LineIdOf(row.FacilitatorId, row.DocumentNo);
            var evidence = new ShipmentEvidence { ShipmentId = lineId };
            evidence.Add(row.InvoiceTotalFen, paid: 0);
            evidences.Add(evidence);
            papers.Add(new EvidenceDocument
            {
                PaperId = StableIds.Of($"import/invoice/{lineId}"),
                Kind = DocumentKind.Invoice,
                ShipmentId = lineId,
                SupplierId = row.SupplierId,
                Number = row.InvoiceNumber,
                AmountFen = row.InvoiceTotalFen,
                Date = row.InvoiceDate,
            });
        }

        await db.AppendAsync(papers, ct);
        await db.AppendAsync(evidences, ct);
    }
}
