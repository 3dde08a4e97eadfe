using System.Text;
using System.Text.Json;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Histories;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Ledger;

/// <summary>
/// A journal written by the version before the redesign of the service, with the entries that it gave (recorded-journal.jsonl,
/// recorded-entries.txt): a replay still gives them, byte for byte (invariant 8). It holds every type of event that there
/// was, under the names that those had. It holds none of the situations whose rule has changed since: a line that overdraws
/// its batch by part (CR-14, CR-17).
/// </summary>
public sealed class RecordedJournalTests
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_journal_written_before_the_redesign_still_gives_the_same_entries(Engine engine)
    {
        var ct = TestContext.Current.CancellationToken;
        await using var databases = await HistoryDatabases.OnAsync(engine, ct);
        await using var lent = await databases.CreateAsync(ct);
        await using var db = lent.Ledger.Open();
        var journal = Lines("recorded-journal.jsonl").Select(
            line => JsonSerializer.Deserialize<JournalEvent>(line, JsonSerializerOptions.Web)!);

        var count = await new ReplayLedger(CreditingEvents.Create()).RunAsync(journal.ToAsyncEnumerable(), db, ct);

        Assert.Equal(183, count);
        var entries = await db.CreditEntries.AsNoTracking().OrderBy(entry => entry.EntryNo).ToListAsync(ct);
        Assert.Equal(Lines("recorded-entries.txt"), entries.Select(entry => AsRecorded(entry.Canonical().Split('\n'))));
    }

    /// <summary>Without what of the amount is subsidised, which entries did not say then.</summary>
    static string AsRecorded(string[] columns)
    {
        const int SubsidisedFen = 14;
        return string.Join('|', columns.Where((_, i) => i != SubsidisedFen));
    }

    static string[] Lines(string name)
    {
        using var reader = new StreamReader(typeof(RecordedJournalTests).Assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
