using Marketplace.Contracts;
using Marketplace.Crediting.Projections;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Benchmarks.Ledger;

/// <summary>How long a report takes, at the server, over HTTP in memory.</summary>
static class MeasureReports
{
    public static async Task RunAsync(LedgerUnderLoad load, CancellationToken ct)
    {
        // The projected sums follow the ledger by themselves; here they are brought up to date before anything is measured.
        while (!(await load.Services.GetRequiredService<ProjectLedger>().ProjectAsync(ct)).IsComplete)
        {
            // The next stretch follows at once.
        }

        var (nation, random) = (new Nation(FillLedger.LastDay), new Random(7));
        var pairing = nation.Pairings[0].PairingId;
        const string National = "/credits/reports/pairing-progress?scheme=EastWest&tier=County&size=200&month=2025-12";
        await TellAsync("R1 of all pairings, first page", National, "< 20 ms");
        var afterPosting = await load.AskAsync(National, ct, () => MeasureCredits.OneAsync(load, nation, random, ct));
        LedgerUnderLoad.Tell("reports: the same, each time after something was posted", afterPosting, "ms");
        await TellAsync("R1 of all pairings, verified, restated", $"{National}&view=restated&measure=verified");
        var november = National.Replace("2025-12", "2025-11", StringComparison.Ordinal);
        await TellAsync("R1 as known at noon of 15 November", $"{november}&knownAt=2025-11-15T04:30:00Z", "< 500 ms");
        await TellAsync(
            "a page of the entries of the largest pairing", $"/credits/entries?holderId={pairing}&period=2025-12&size=50", "< 50 ms");
        await TellAsync("drill-down with a sample of 20", $"/credits/reports/drill-down?holderId={pairing}&month=2025-12&n=20", "< 50 ms");
        await TellAsync("R4 of all pairings, first page", "/credits/reports/mode-channel?month=2025-12&size=200");
        await TellAsync("R5 of the largest pairing, first page", $"/credits/reports/categories?month=2025-12&holderId={pairing}&size=50");
        await TellAsync("R6 of the largest pairing", $"/credits/reports/unit-types?month=2025-12&holderId={pairing}");
        await TellAsync("R13, first page", "/credits/reports/unpaired-held?month=2025-12&size=50");
        await TellAsync("de-duplicated total", "/credits/reports/deduplicated-total?month=2025-12");
        foreach (var (who, role, org) in new[]
        {
            ("a unit", Roles.Purchaser, Nation.UnitId(5)), ("the sixth largest supplier", Roles.Supplier, Nation.SupplierId(5)),
            ("the hundredth supplier", Roles.Supplier, Nation.SupplierId(99)),
        })
        {
            using var client = load.Client(role, org);
            foreach (var path in (string[])
                ["credited?month=2025-12", "not-credited?month=2025-12", "not-credited?month=2025-12&since=Year"])
            {
                await TellOwnAsync(who, path, client);
            }

            if (role == Roles.Purchaser)
            {
                await TellOwnAsync(who, "quota?month=2025-12", client);
            }
        }

        async Task TellOwnAsync(string who, string path, HttpClient client) => LedgerUnderLoad.Tell(
            $"reports: {who}'s own, {path}", await load.AskAsync($"/credits/own/{path}", ct, client: client), "ms", "< 50 ms");

        async Task TellAsync(string what, string path, string aim = "") =>
            LedgerUnderLoad.Tell($"reports: {what}", await load.AskAsync(path, ct), "ms", aim);
    }
}
