using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Evidence;

/// <summary>Files invoices and payments with the sales that they prove.</summary>
static class EvidenceDocuments
{
    /// <summary>
    /// Records what brought a paper and files it, unless it is filed already; the sales are verified once their papers cover them, and are
    /// not any more when a paper that is taken back uncovers them.
    /// </summary>
    public static async Task AddAsync(LedgerWriter ledger, object brought, EvidenceDocument paper, CancellationToken ct)
    {
        var data = ledger.Db;
        if (await data.EvidenceDocuments.AnyAsync(
            known => known.DocumentId == paper.DocumentId && known.Kind == paper.Kind && known.EvidenceId == paper.EvidenceId, ct))
        {
            return;
        }

        ledger.AppendEvent(brought);
        data.Add(paper);
        var evidence = await data.EvidenceTotals.SingleOrDefaultAsync(known => known.EvidenceId == paper.EvidenceId, ct);
        if (evidence is null)
        {
            evidence = new EvidenceTotals { EvidenceId = paper.EvidenceId };
            data.Add(evidence);
        }

        evidence.Add(paper.Kind == DocumentKind.Invoice ? paper.AmountFen : 0, paper.Kind == DocumentKind.Payment ? paper.AmountFen : 0);
        if (paper.AmountFen < 0)
        {
            await VerifySales.WithdrawAsync(ledger, evidence, ct);
        }

        await VerifySales.VerifyAsync(ledger, evidence, news: [], ct);
        await data.SaveChangesAsync(ct);
    }
}
