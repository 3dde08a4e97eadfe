using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>Breaches of the cold chain as far as the ledger has heard, by a message of their own or with an acceptance (CR-17).</summary>
static class ColdChainBreaches
{
    /// <summary>Who ends holds of a breach.</summary>
    public const string Decider = "logistics";

    /// <summary>Keeps what is told, unless as much is known, and judges again what of the lines is recorded already.</summary>
    public static async Task LearnAsync(LedgerWriter ledger, ColdChainPublished message, CancellationToken ct)
    {
        var db = ledger.Db;
        Guid[] ids = [.. message.Lines.Select(line => line.LineId)];
        var known = await db.ColdChainBreaches.Where(breach => ids.Contains(breach.LineId))
            .ToDictionaryAsync(breach => breach.LineId, ct);
        if (known.Values.Any(breach => breach.Version >= message.Version))
        {
            return;
        }

        // An event of its own, also when an acceptance brought it: a replay hears it in this place.
        ledger.AppendEvent(message);
        foreach (var line in message.Lines)
        {
            if (!known.TryGetValue(line.LineId, out var breach))
            {
                breach = new ColdChainBreach { LineId = line.LineId, ShipmentId = message.ShipmentId };
                known.Add(line.LineId, breach);
                db.Add(breach);
            }

            breach.Learn(message.Version, line.BreachedAt, line.Verdict);
        }

        var sales = await db.SaleLines.IgnoreQueryFilters()
            .Where(line => ids.Contains(line.LineId) && line.Source == SaleSource.Platform).ToListAsync(ct);
        await RejectUnfitAsync(ledger, sales, known, ct);
        foreach (var sale in sales)
        {
            await AlertAsync(ledger, sale, known[sale.LineId], ct);
        }

        await db.SaveChangesAsync(ct);
        if (sales.Count > 0)
        {
            await ReassessSales.PostAsync(ledger, db.SaleLines.Where(line => ids.Contains(line.LineId)), because: null, ct);
        }
    }

    /// <summary>What was accepted of goods that are found unfit is rejected, unless both sides have decided on it before.</summary>
    static async Task RejectUnfitAsync(
        LedgerWriter ledger, List<SaleLine> sales, Dictionary<Guid, ColdChainBreach> known, CancellationToken ct)
    {
        List<SaleLine> unfit =
        [
            .. sales.Where(sale => sale.Status is SaleStatus.Normal or SaleStatus.Held
                && known[sale.LineId] is { Verdict: ColdChainVerdict.Unfit } breach && breach.Covers(sale)),
        ];
        var holds = await ledger.Db.OpenHoldsAsync(unfit, ct);
        foreach (var sale in unfit)
        {
            sale.EndHold(isReleased: false);
            foreach (var hold in holds[sale.Key])
            {
                hold.Decide(
                    HoldState.Rejected, Decider, "冷链超温，货物认定不合格。 The goods were found unfit after a breach of the cold chain.",
                    document: null, ledger.Now);
            }
        }
    }

    /// <summary>What was credited before the breach was found stays; somebody is told, since the goods may go back.</summary>
    static async Task AlertAsync(LedgerWriter ledger, SaleLine sale, ColdChainBreach breach, CancellationToken ct)
    {
        if (breach.Verdict != ColdChainVerdict.Fit && SaleAlerts.OfLateBreach(sale, breach, ledger) is { } alert
            && !await ledger.Db.Alerts.IgnoreQueryFilters().AnyAsync(known => known.AlertId == alert.AlertId, ct))
        {
            SaleAlerts.Publish(alert, ledger, because: null);
        }
    }
}
