using System.Globalization;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Domain.Merkle;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Audit;

/// <summary>
/// The command "replay --into connection": replays the journal of the service's database into an empty one and compares the two ledgers
/// entry by entry and by their Merkle roots. With "--until instant" it stops there: the other database then answers every report as it was
/// known at that instant, by the sales as they stood.
/// </summary>
public static class CompareLedgers
{
    const int EntriesAtOnce = 4_096;

    const string Usage =
        """replay --into "Data Source=file" | replay --into "Host=server;Database=empty;…" [--until 2026-11-30T16:00:00Z]""";

    /// <param name="Entries">How many entries are the same.</param>
    /// <param name="TreeRoot">The Merkle root over all of them, and of the other ledger.</param>
    /// <param name="Difference">The first entry that differs; null when none does.</param>
    public sealed record Result(long Entries, byte[] TreeRoot, byte[] OtherTreeRoot, string? Difference)
    {
        public bool IsIdentical => Difference is null && TreeRoot.AsSpan().SequenceEqual(OtherTreeRoot);
    }

    /// <summary>The command: prints what came out.</summary>
    /// <returns>0 when the ledgers are identical.</returns>
    public static async Task<int> CommandAsync(
        IServiceProvider services, IReadOnlyList<string> args, TextWriter output, CancellationToken ct)
    {
        DateTimeOffset? until = null;
        if (args is ["--into", _, "--until", { } written])
        {
            until = DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
                ? instant
                : null;
        }

        if (args is not ["--into", { } connectionString, ..] || (args.Count > 2 && until is null))
        {
            await output.WriteLineAsync($"Usage: {Usage}");
            return 1;
        }

        var options = OptionsOf(connectionString);
        await using var into = new CreditingDb(options, Caller.System);
        await into.Database.MigrateAsync(ct);
        if (await into.LedgerHeads.AnyAsync(head => head.EventNo > 0, ct) || await into.CreditEntries.AnyAsync(ct))
        {
            await output.WriteLineAsync("The database to replay into is not empty.");
            return 1;
        }

        // Events that happen meanwhile are for the next replay.
        var from = services.GetRequiredService<CreditingDb>();
        await using var moment = await from.BeginReadingAsync(ct);
        var journal = ReplayLedger.JournalAsync(from, ct).TakeWhile(happened => until is null || happened.RecordedAt <= until);
        var count = await new ReplayLedger(services.GetRequiredService<LedgerEvents>()).RunAsync(journal, options, ct);
        var result = await RunAsync(from, into, ct, until is { } last ? await KnownEntries.LastUntilAsync(from, last, ct) : long.MaxValue);
        await output.WriteLineAsync($"{count} events replayed, {result.Entries} entries the same.");
        await output.WriteLineAsync($"tree root of the ledger {Convert.ToHexStringLower(result.TreeRoot)}");
        await output.WriteLineAsync($"tree root of the replay {Convert.ToHexStringLower(result.OtherTreeRoot)}");
        await output.WriteLineAsync(result.Difference ?? (result.IsIdentical ? "The ledgers are identical." : "The roots differ."));
        return result.IsIdentical ? 0 : 1;
    }

    /// <summary>How to reach a ledger by its connection string.</summary>
    public static DbContextOptions<CreditingDb> OptionsOf(string connectionString)
    {
        var options = new DbContextOptionsBuilder<CreditingDb>();
        options.UseEngineOf(connectionString, prepareStatements: false);
        return options.Options;
    }

    /// <summary>Compares two ledgers by the canonical text of each entry.</summary>
    /// <param name="ledger">The one.</param>
    /// <param name="other">The other.</param>
    /// <param name="lastEntryNo">The one counts up to this entry.</param>
    public static async Task<Result> RunAsync(CreditingDb ledger, CreditingDb other, CancellationToken ct, long lastEntryNo = long.MaxValue)
    {
        var (tree, otherTree) = (new MerklePeaks(), new MerklePeaks());
        var same = 0L;
        string? difference = null;
        for (var last = 0L; ;)
        {
            var (one, two) = (await PageAsync(ledger, last, lastEntryNo, ct), await PageAsync(other, last, long.MaxValue, ct));
            for (var i = 0; i < Math.Max(one.Count, two.Count); i++)
            {
                Append(tree, one.ElementAtOrDefault(i));
                Append(otherTree, two.ElementAtOrDefault(i));
                var (left, right) = (one.ElementAtOrDefault(i)?.Canonical(), two.ElementAtOrDefault(i)?.Canonical());
                if (left == right)
                {
                    same++;
                }
                else
                {
                    difference ??= $"Entry {last + i + 1} differs.\n--- ledger\n{left ?? "(none)"}\n--- replay\n{right ?? "(none)"}";
                }
            }

            if (one.Count < EntriesAtOnce || two.Count < EntriesAtOnce)
            {
                return new Result(same, tree.Root(), otherTree.Root(), difference);
            }

            last += EntriesAtOnce;
        }
    }

    static void Append(MerklePeaks tree, CreditEntry? entry)
    {
        if (entry is not null)
        {
            tree.Append(LedgerBlock.LeafOf(entry));
        }
    }

    static Task<List<CreditEntry>> PageAsync(CreditingDb db, long last, long upTo, CancellationToken ct) => db.CreditEntries.AsNoTracking()
        .IgnoreQueryFilters()
        .Where(entry => entry.EntryNo > last && entry.EntryNo <= upTo).OrderBy(entry => entry.EntryNo).Take(EntriesAtOnce).ToListAsync(ct);
}
