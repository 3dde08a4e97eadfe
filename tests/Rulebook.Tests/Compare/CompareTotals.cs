using Marketplace.Contracts;
using Marketplace.Rulebook.Tests.Notation;
using Marketplace.Rulebook.Tests.Run;

namespace Marketplace.Rulebook.Tests.Compare;

/// <summary>Totals of pairings and months in either view, and the total that counts each share once.</summary>
sealed class CompareTotals(World world, Differences differences)
{
    /// <summary>What the progress report says of each pairing in each month.</summary>
    public async Task ByMonthAsync(string view, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> expected)
    {
        foreach (var (pairing, months) in expected)
        {
            foreach (var (month, amount) in months)
            {
                var answer = await world.Http.GetAsync(CreditingHttp.Progress(month, view), world.Ct);
                var id = world.HolderId(pairing);
                var row = answer.GetProperty("rows").EnumerateArray().FirstOrDefault(json => json.GetProperty("pairingId").GetGuid() == id);
                var got = row.ValueKind == System.Text.Json.JsonValueKind.Undefined
                    ? "no row"
                    : Written.Yuan(row.GetProperty("month").GetProperty("fen").GetInt64());
                differences.Compare($"{view} {pairing} {month}", Written.Yuan(Written.Money(amount).Fen), got);
            }
        }
    }

    /// <summary>Each share once, with what stands of it in any scheme, over the lines of the case (CR-13).</summary>
    public async Task DedupAsync()
    {
        await CompareAsync("dedup", world.Case.Expect.Dedup, _ => true);
        await CompareAsync("dedup EastWest", world.Case.Expect.DedupEastWest, scheme => scheme == Scheme.EastWest);
    }

    async Task CompareAsync(string what, string? expected, Func<Scheme?, bool> counts)
    {
        if (expected is null)
        {
            return;
        }

        var total = 0L;
        foreach (var line in world.Lines.Values)
        {
            var entries = await CompareEntries.PostedAsync(world, line.LineId);
            total += entries.Where(entry => counts(entry.Entry.Scheme)).GroupBy(entry => entry.Share)
                .Sum(share => share.GroupBy(row => (row.Entry.Scheme, row.Entry.Tier)).Max(tier => tier.Sum(row => row.Entry.AmountFen)));
        }

        differences.Compare(what, Written.Yuan(Written.Money(expected).Fen), Written.Yuan(total));
    }
}
