using Marketplace.Crediting.Projections;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>How long a report takes, at the server, over HTTP in memory.</summary>
static class MeasureReports
{
    public static async Task RunAsync(LedgerUnderLoad load, CancellationToken ct)
    {
        // What reports of structure read follows the ledger by itself; here it is brought up before anything is measured.
        while (!(await load.Services.GetRequiredService<ProjectLedger>().ProjectAsync(ct)).IsComplete)
        {
            // The next stretch follows at once.
        }

        var (nation, random) = (new Nation(FillLedger.LastDay), new Random(7));
        var pairing = nation.Pairings[0].PairingId;
        const string National = "/credits/reports/pairing-progress?scheme=EastWest&tier=County&size=200&month=2025-12";
        LedgerUnderLoad.Tell("reports: R1 of all pairings, first page", await load.AskAsync(National, ct), "ms", "< 20 ms");
        var afterPosting = await load.AskAsync(National, ct, () => MeasureCredits.OneAsync(load, nation, random, ct));
        LedgerUnderLoad.Tell("reports: the same, each time after something was posted", afterPosting, "ms");
        LedgerUnderLoad.Tell("reports: R1 of all pairings, verified, restated", await load.AskAsync($"{National}&view=restated&measure=verified", ct), "ms");
        LedgerUnderLoad.Tell("reports: R1 as known at noon of 15 November", await load.AskAsync($"{National.Replace("2025-12", "2025-11", StringComparison.Ordinal)}&knownAt=2025-11-15T04:30:00Z", ct), "ms", "< 500 ms");
        LedgerUnderLoad.Tell("reports: a page of the entries of the largest pairing", await load.AskAsync($"/credits/entries?holderId={pairing}&period=2025-12&size=50", ct), "ms", "< 50 ms");
        LedgerUnderLoad.Tell("reports: drill-down with a sample of 20", await load.AskAsync($"/credits/reports/drill-down?holderId={pairing}&month=2025-12&n=20", ct), "ms", "< 50 ms");
        LedgerUnderLoad.Tell("reports: R4 of all pairings, first page", await load.AskAsync("/credits/reports/mode-channel?month=2025-12&size=200", ct), "ms");
        LedgerUnderLoad.Tell("reports: R5 of the largest pairing, first page", await load.AskAsync($"/credits/reports/categories?month=2025-12&holderId={pairing}&size=50", ct), "ms");
        LedgerUnderLoad.Tell("reports: R6 of the largest pairing", await load.AskAsync($"/credits/reports/unit-types?month=2025-12&holderId={pairing}", ct), "ms");
        LedgerUnderLoad.Tell("reports: R13, first page", await load.AskAsync("/credits/reports/unpaired-held?month=2025-12&size=50", ct), "ms");
        LedgerUnderLoad.Tell("reports: de-duplicated total", await load.AskAsync("/credits/reports/deduplicated-total?month=2025-12", ct), "ms");
    }
}
