using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Registry;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Storage;

/// <summary>
/// The ledger while this transaction alone may write to it. Events are recorded in the journal, sales and entries are gathered, and
/// written at the end together with their sums. The same events in the same order always give the same ledger.
/// </summary>
public sealed class LedgerWriter
{
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    readonly CreditingDb _db;
    readonly LedgerHead _head;
    readonly RegistryCache _known;
    readonly List<JournalEvent> _events = [];
    readonly List<SaleLine> _news = [];
    readonly List<CreditEntry> _entries = [];
    readonly List<(SaleLine Line, SaleMonth Before)> _watched = [];
    readonly HashSet<SaleLine> _seen = new(ReferenceEqualityComparer.Instance);
    readonly Dictionary<(Guid, int, int, Scheme, PairingTier, EntryType), int> _sequences = [];
    readonly List<VerifiedDay> _verified = [];
    RegistryCache.RegistrySnapshot? _snapshot;
    bool _changesRegistry;
    bool _endsMoment;

    LedgerWriter(CreditingDb db, LedgerHead head, RegistryCache known, DateTimeOffset now)
    {
        (_db, _head, _known) = (db, head, known);
        Now = now;
        Months = PostingMonths.ClosedThrough(head.ClosedThrough);
    }

    /// <summary>Takes the ledger for this transaction.</summary>
    /// <param name="db">The database, within a transaction.</param>
    /// <param name="known">What is kept of the registry.</param>
    /// <param name="now">The time; when an event is replayed, that at which it was recorded.</param>
    public static async Task<LedgerWriter> OpenAsync(CreditingDb db, RegistryCache known, DateTimeOffset now, CancellationToken ct)
    {
        var head = await db.LockHeadAsync(ct);
        var whole = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Millisecond.Ticks), TimeSpan.Zero);
        return new LedgerWriter(db, head, known, whole > head.WrittenAt ? whole : head.WrittenAt);
    }

    /// <summary>When everything of this transaction is posted; never earlier than what was posted before.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>Today in Asia/Shanghai.</summary>
    public DateOnly Today => BusinessDay.Of(Now);

    public PostingMonths Months { get; private set; }

    public CreditingDb Db => _db;

    /// <summary>The last entry so far, those of this transaction included.</summary>
    public long LastEntryNo => _head.EntryNo;

    public string? ClosedThrough => _head.ClosedThrough;

    /// <summary>The entries posted in this transaction.</summary>
    public IReadOnlyList<CreditEntry> Posted => _entries;

    /// <summary>The event that is having its effect.</summary>
    public long EventNo => _head.EventNo;

    /// <summary>Pairings, designations, listings and parameters as they are for the rest of this transaction.</summary>
    public async Task<RegistryCache.RegistrySnapshot> RegistryAsync(CancellationToken ct) => _snapshot ??= _changesRegistry
        ? await RegistryCache.LoadAsync(_db, _head.RegistryVersion, assume: null, ct)
        : await _known.ReadAsync(_db, _head.RegistryVersion, ct);

    /// <summary>The registry as if a version of a pairing or designation had been approved for the past.</summary>
    public Task<RegistryCache.RegistrySnapshot> AssumingAsync(Guid id, long version, CancellationToken ct) =>
        RegistryCache.LoadAsync(_db, _head.RegistryVersion, (id, version), ct);

    /// <summary>Pairings, designations, listings or parameters change by this event.</summary>
    public void RegistryChanges()
    {
        _head.RegistryVersion++;
        (_changesRegistry, _snapshot) = (true, null);
    }

    /// <summary>Names of regions or targets change by this event.</summary>
    public void NamesChange() => _head.NamesVersion++;

    /// <summary>Writes an event into the journal; what follows is its effect.</summary>
    public long AppendEvent(object happened)
    {
        var eventNo = ++_head.EventNo;
        _head.WrittenAt = Now;
        _events.Add(new JournalEvent
        {
            EventNo = eventNo,
            RecordedAt = Now,
            Type = happened.GetType().FullName!,
            Body = JsonSerializer.Serialize(happened, happened.GetType(), MessageTypes.Json),
        });
        return eventNo;
    }

    /// <summary>A new sale.</summary>
    public void Add(SaleLine line)
    {
        line.EventNo = EventNo;
        _news.Add(line);
        _seen.Add(line);
    }

    /// <summary>A sale of the database that is about to change, with the entries that it has; its sums follow at the end.</summary>
    public void Watch(SaleLine line, IEnumerable<CreditEntry> entries)
    {
        if (_seen.Add(line))
        {
            _watched.Add((line, SaleMonth.Of(line)));
        }

        foreach (var entry in entries)
        {
            var key = (entry.LineId, entry.AcceptanceNo, entry.ShareNo, entry.Scheme, entry.Tier, entry.EntryType);
            _sequences[key] = Math.Max(_sequences.GetValueOrDefault(key), entry.Sequence);
        }
    }

    /// <summary>Posts an entry.</summary>
    public CreditEntry Post(EntryDraft draft)
    {
        var key = (draft.Line.LineId, draft.Line.AcceptanceNo, draft.Line.ShareNo, draft.Scheme, draft.Tier, draft.Type);
        var sequence = _sequences[key] = _sequences.GetValueOrDefault(key) + 1;
        var entry = draft.At(++_head.EntryNo, EventNo, sequence, Now);
        _entries.Add(entry);
        if (draft.Line.VerifiedPeriod is { } period)
        {
            // What changes a verified sale is verified with it.
            AddVerified(entry, string.CompareOrdinal(period, entry.PostingPeriod) > 0 ? period : entry.PostingPeriod);
        }

        return entry;
    }

    /// <summary>Posts entries, and tells of them.</summary>
    public IReadOnlyList<CreditEntry> Post(IEnumerable<EntryDraft> drafts) => [.. drafts.Select(Post)];

    /// <summary>Counts an entry as verified from a month on.</summary>
    public void AddVerified(CreditEntry entry, string period) => _verified.Add(new VerifiedDay
    {
        HolderId = entry.HolderId,
        PostingPeriod = entry.PostingPeriod,
        RecognitionMonth = Month.Of(entry.RecognitionDate).ToString(),
        Mode = entry.Mode,
        EntryType = entry.EntryType,
        VerifiedPeriod = period,
        VerifiedOn = Today,
        AmountFen = entry.AmountFen,
        Entries = 1,
    });

    /// <summary>Closes a month, and with it all before.</summary>
    public void Close(Month month)
    {
        _head.ClosedThrough = month.ToString();
        Months = PostingMonths.ClosedThrough(_head.ClosedThrough);
        AdvanceClock();
    }

    /// <summary>
    /// Whatever is written after this transaction is later than <see cref="Now"/>, be the clock as coarse as it likes: what was known at that
    /// instant is exactly what is known in this transaction.
    /// </summary>
    public void AdvanceClock() => _endsMoment = true;

    /// <summary>Tells others what a sale has got besides, if anything.</summary>
    public void PublishAdjustment(SaleLine line, DateOnly eventDate, IReadOnlyList<CreditEntry> entries, object? because)
    {
        if (entries.Count > 0)
        {
            _db.Publish(
                new CreditAdjusted
                {
                    LineId = line.LineId,
                    AcceptanceNo = line.AcceptanceNo,
                    EventDate = eventDate,
                    Entries = [.. entries.Select(entry => new CreditAdjusted.Entry
                    {
                        EntryId = entry.EntryId,
                        EntryType = entry.EntryType.ToString(),
                        Scheme = entry.Scheme,
                        Tier = entry.Tier,
                        HolderId = entry.HolderId,
                        AmountFen = entry.AmountFen,
                        PostingPeriod = entry.PostingPeriod,
                    })],
                },
                because);
        }
    }

    /// <summary>Writes what was gathered and forgets the rows that were read, so that many can be worked through in one transaction.</summary>
    public async Task WriteAndForgetAsync(CancellationToken ct)
    {
        await WriteAsync(ct);
        _db.ChangeTracker.Clear();
        _db.Attach(_head);
    }

    /// <summary>Writes what was gathered. The transaction is committed by whoever began it.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        if (_endsMoment)
        {
            _head.WrittenAt = Now + Millisecond;
        }

        await _db.AppendAsync(_events, ct);
        await _db.AppendAsync(_news, ct);
        await _db.AppendAsync(_entries, ct);
        await _db.AddToSumsAsync(PairingMonth.Sums(_entries), ct);
        await _db.AddToDaysAsync(_entries, Today, ct);
        await _db.AddToVerifiedAsync(_verified, ct);
        await _db.AddToSalesAsync(_news.Select(line => (line, (SaleMonth?)null)).Concat(_watched.Select(one => (one.Line, (SaleMonth?)one.Before))), ct);
        await _db.SaveChangesAsync(ct);
        _events.Clear();
        _news.Clear();
        _entries.Clear();
        _watched.Clear();
        _verified.Clear();
        _seen.Clear();
    }
}
