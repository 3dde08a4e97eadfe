using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Evidence;

/// <summary>
/// Decides whether sales are verified: acceptance and delivery proof are there with the sale, invoices and
/// payments have to cover it (CR-16).
/// </summary>
static class VerifySales
{
    /// <summary>The papers that there are of shipments, by shipment: they may have come before the goods were accepted.</summary>
    public static async Task<IReadOnlyDictionary<Guid, EvidenceTotals>> EvidenceAsync(
        CreditingDb db, IEnumerable<Guid> shipments, CancellationToken ct)
    {
        Guid[] ids = [.. shipments.Distinct()];
        return await db.EvidenceTotals.Where(evidence => ids.Contains(evidence.EvidenceId))
            .ToDictionaryAsync(evidence => evidence.EvidenceId, ct);
    }

    /// <summary>Verifies the sales of a shipment once its papers cover them.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="evidence">What is invoiced and paid.</param>
    /// <param name="news">Sales of the shipment that are not in the database yet.</param>
    public static async Task VerifyAsync(LedgerWriter ledger, EvidenceTotals evidence, IEnumerable<SaleLine> news, CancellationToken ct)
    {
        var recorded = await ledger.Db.SaleLines.IgnoreQueryFilters().Where(line => line.EvidenceId == evidence.EvidenceId).ToListAsync(ct);
        await VerifyAsync(ledger, evidence, [.. recorded, .. news], ct);
    }

    /// <summary>
    /// What invoices or payments proved was taken back: the sales of a shipment that they do not cover any more are not verified. In the
    /// month in which they counted while that is open, since its figure is not final yet; else in the month in which it was taken back.
    /// </summary>
    public static async Task WithdrawAsync(LedgerWriter ledger, EvidenceTotals evidence, CancellationToken ct)
    {
        var lines = await ledger.Db.SaleLines.IgnoreQueryFilters().Where(line => line.EvidenceId == evidence.EvidenceId).ToListAsync(ct);
        SaleLine[] verified = [.. lines.Where(line => line.VerifiedAt is not null)];
        if (verified.Length == 0 || evidence.Covers(lines.Sum(line => line.NetFen)))
        {
            return;
        }

        var sales = await ledger.Db.PostedAsync(verified, ct);
        foreach (var line in verified)
        {
            var month = Month.Parse(line.VerifiedPeriod!);
            var period = ledger.Months.IsClosed(month) ? ledger.Months.PeriodOf(ledger.Today) : month;
            ledger.Db.Add(line.WithdrawVerification(ledger.Now, period, ledger.EventNo, ledger.LastEntryNo));
            foreach (var entry in sales[line.Key].Entries.Concat(ledger.Posted.Where(entry => entry.SaleKey == line.Key)))
            {
                ledger.AddUnverified(entry, Later(period, entry));
            }
        }
    }

    static string Later(Month period, CreditEntry entry) =>
        period.ToString() is var written && string.CompareOrdinal(written, entry.PostingPeriod) > 0 ? written : entry.PostingPeriod;

    static async Task VerifyAsync(LedgerWriter ledger, EvidenceTotals evidence, IReadOnlyList<SaleLine> lines, CancellationToken ct)
    {
        SaleLine[] open = [.. lines.Where(line => line.VerifiedAt is null)];
        if (open.Length == 0 || !evidence.Covers(lines.Sum(line => line.NetFen)))
        {
            return;
        }

        var sales = await ledger.Db.PostedAsync(open, ct);
        foreach (var line in open)
        {
            // In its own month while that is open, since the month's figure is not final yet; else in the month in which the papers came.
            var month = Month.Of(line.RecognitionDate);
            var period = ledger.Months.IsClosed(month) ? ledger.Months.PeriodOf(ledger.Today) : month;
            line.Verify(ledger.Now, period);
            foreach (var entry in sales[line.Key].Entries.Concat(ledger.Posted.Where(entry => entry.SaleKey == line.Key)))
            {
                ledger.AddVerified(entry, Later(period, entry));
            }
        }
    }
}
