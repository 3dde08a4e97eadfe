using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.Crediting;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Ledger;

/// <summary>
/// The ledger while this transaction alone may write to it. Events are appended to the journal; sales and entries are gathered, and
/// written at the end together with their sums. The same events in the same order always give the same ledger (invariant 8).
/// </summary>
public sealed class LedgerWriter
{
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    readonly CreditingDb _db;
    readonly LedgerHead _head;
    readonly RegistryCache _registry;
    readonly LedgerEvents _known;
    readonly List<JournalEvent> _events = [];
    readonly List<SaleLine> _newSales = [];
    readonly List<CreditEntry> _entries = [];
    readonly List<(CreditEntry Entry, SaleLine Sale)> _quotas = [];
    readonly List<VerifiedDay> _verified = [];
    readonly Dictionary<SaleLine, SaleLine> _changedSales = new(ReferenceEqualityComparer.Instance);
    RegistryCache.RegistrySnapshot? _snapshot;
    bool _changesRegistry;
    bool _advancesClock;

    LedgerWriter(CreditingDb db, LedgerHead head, RegistryCache registry, LedgerEvents known, DateTimeOffset now)
    {
        (_db, _head, _registry, _known) = (db, head, registry, known);
        Now = now;
        Months = PostingMonths.ClosedThrough(head.ClosedThrough);
        _db.SavingChanges += NoteChangedSales;
    }

    /// <summary>Takes the ledger for this transaction.</summary>
    /// <param name="db">The database, within a transaction.</param>
    /// <param name="registry">What is kept of the registry.</param>
    /// <param name="known">The events that the ledger knows.</param>
    /// <param name="now">The time; when an event is replayed, that at which it was recorded.</param>
    internal static async Task<LedgerWriter> OpenAsync(
        CreditingDb db, RegistryCache registry, LedgerEvents known, DateTimeOffset now, CancellationToken ct)
    {
        var head = await db.LockHeadAsync(ct);
        var whole = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % Millisecond.Ticks), TimeSpan.Zero);
        return new LedgerWriter(db, head, registry, known, whole > head.WrittenAt ? whole : head.WrittenAt);
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
        : await _registry.ReadAsync(_db, _head.RegistryVersion, ct);

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
            Type = _known.NameOf(happened),
            Body = JsonSerializer.Serialize(happened, happened.GetType(), MessageTypes.Json),
        });
        return eventNo;
    }

    /// <summary>Has the effects of an event that happens now.</summary>
    public Task ApplyAsync<TEvent>(TEvent happened, CancellationToken ct)
        where TEvent : class => _known.ApplyAsync(this, (IReadOnlyList<TEvent>)[happened], ct);

    /// <summary>Has the effects of events that happen now.</summary>
    public Task ApplyAsync<TEvent>(IReadOnlyList<TEvent> happened, CancellationToken ct)
        where TEvent : class => _known.ApplyAsync(this, happened, ct);

    /// <summary>A new sale.</summary>
    public void Add(SaleLine line)
    {
        line.EventNo = EventNo;
        _newSales.Add(line);
    }

    /// <summary>Posts an entry.</summary>
    public CreditEntry Post(EntryDraft draft)
    {
        var entry = draft.Post(++_head.EntryNo, EventNo, Now);
        _entries.Add(entry);
        if (entry.Scheme == Scheme.Quota)
        {
            _quotas.Add((entry, draft.Sale.Line));
        }

        if (draft.Sale.Line.VerifiedPeriod is { } period)
        {
            // What changes a verified sale is verified with it.
            AddVerified(entry, string.CompareOrdinal(period, entry.PostingPeriod) > 0 ? period : entry.PostingPeriod);
        }

        return entry;
    }

    /// <summary>Posts entries.</summary>
    public IReadOnlyList<CreditEntry> Post(IEnumerable<EntryDraft> drafts) => [.. drafts.Select(Post)];

    /// <summary>Counts an entry as verified from a month on.</summary>
    public void AddVerified(CreditEntry entry, string period) => AddVerified(entry, period, sign: 1);

    /// <summary>Takes an entry that counted as verified back, in a month.</summary>
    public void AddUnverified(CreditEntry entry, string period) => AddVerified(entry, period, sign: -1);

    void AddVerified(CreditEntry entry, string period, int sign) => _verified.Add(new VerifiedDay
    {
        HolderId = entry.HolderId,
        PostingPeriod = entry.PostingPeriod,
        RecognitionMonth = Month.Of(entry.RecognitionDate).ToString(),
        Mode = entry.Mode,
        EntryType = entry.EntryType,
        VerifiedPeriod = period,
        VerifiedOn = Today,
        AmountFen = sign * entry.AmountFen,
        SubsidisedFen = sign * entry.SubsidisedFen,
        Entries = sign,
    });

    /// <summary>Closes a month, and with it all before.</summary>
    public void Close(Month month)
    {
        _head.ClosedThrough = month.ToString();
        Months = PostingMonths.ClosedThrough(_head.ClosedThrough);
        AdvanceClock();
    }

    /// <summary>
    /// Stamps the head one millisecond ahead, so that as-known queries at <see cref="Now"/> see this transaction and nothing later.
    /// </summary>
    public void AdvanceClock() => _advancesClock = true;

    /// <summary>Publishes CreditAdjusted with the entries that a sale got after its first ones; nothing when there are none.</summary>
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

    /// <summary>
    /// Writes what was gathered and forgets the rows that were read, so that many can be worked through in one transaction.
    /// </summary>
    public async Task WriteAndForgetAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        _db.ChangeTracker.Clear();
        _db.Attach(_head);
    }

    /// <summary>Writes what was gathered; the last call on the writer. The transaction is committed by whoever began it.</summary>
    public async Task WriteAsync(CancellationToken ct)
    {
        await FlushAsync(ct);
        _db.SavingChanges -= NoteChangedSales;
    }

    async Task FlushAsync(CancellationToken ct)
    {
        if (_advancesClock)
        {
            _head.WrittenAt = Now + Millisecond;
        }

        NoteChangedSales(_db, e: null);
        foreach (var message in QuotaMessages.Of(_quotas, _newSales.Concat(_changedSales.Keys), _head.EventNo))
        {
            _db.Publish(message);
        }

        await _db.AppendAsync(_events, ct);
        await _db.AppendAsync(_newSales, ct);
        await _db.AppendAsync([.. _newSales.SelectMany(SaleRegion.Of)], ct);
        await _db.AppendAsync(_entries, ct);
        await _db.AddToSumsAsync(PairingMonth.Sums(_entries), ct);
        await _db.AddToDaysAsync(_entries, Today, ct);
        await _db.AddToVerifiedAsync(_verified, ct);
        IReadOnlyList<(SaleLine Line, SaleLine? Before)> sales =
        [
            .. _newSales.Select(line => (line, (SaleLine?)null)),
            .. _changedSales.Select(changed => (changed.Key, (SaleLine?)changed.Value)),
        ];
        await _db.AddToSalesAsync(sales, ct);
        await _db.AddToPartySalesAsync(sales, ct);
        FollowRegions();
        await _db.SaveChangesAsync(ct);
        _events.Clear();
        _newSales.Clear();
        _entries.Clear();
        _quotas.Clear();
        _changedSales.Clear();
        _verified.Clear();
    }

    /// <summary>A sale whose buyer or origin is another now is seen by the officials of the new regions.</summary>
    void FollowRegions()
    {
        foreach (var (line, before) in _changedSales)
        {
            if (before.UnitPath != line.UnitPath || before.OriginPath != line.OriginPath)
            {
                var (old, now) = (SaleRegion.Of(line, before.UnitPath, before.OriginPath), SaleRegion.Of(line));
                _db.RemoveRange(old.ExceptBy(now.Select(region => region.RegionId), region => region.RegionId));
                _db.AddRange(now.ExceptBy(old.Select(region => region.RegionId), region => region.RegionId));
            }
        }
    }

    /// <summary>
    /// Notes as what sales were counted that change. EF knows the values that they had until the first save, hence before every save of
    /// the transaction.
    /// </summary>
    void NoteChangedSales(object? sender, SavingChangesEventArgs? e)
    {
        foreach (var tracked in _db.ChangeTracker.Entries<SaleLine>().Where(tracked => tracked.State == EntityState.Modified))
        {
            if (!_changedSales.ContainsKey(tracked.Entity))
            {
                _changedSales.Add(tracked.Entity, (SaleLine)tracked.OriginalValues.ToObject());
            }
        }
    }
}
