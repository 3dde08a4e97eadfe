using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Sales;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Registry;

/// <summary>
/// Judges sales again after something became known that they may depend on, and posts what differs from what stands; or, when the change
/// has to be approved first, records what would differ (CR-16, CR-19).
/// </summary>
static class ReassessSales
{
    const int LinesAtOnce = 2_000;

    extension(IQueryable<SaleLine> lines)
    {
        /// <summary>Those for which what was registered at an instant came too late to count without approval, as <see cref="SaleLine.KnownAt"/> says.</summary>
        public IQueryable<SaleLine> KnownBefore(DateTimeOffset instant) =>
            lines.Where(line => (line.Source == SaleSource.ImportedLedger ? line.RecordedAt : line.AcceptedAt) < instant);
    }

    /// <summary>Posts what differs.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="concerned">The sales that it may be about.</param>
    /// <param name="because">The heard message, if any.</param>
    /// <returns>How many entries were posted.</returns>
    public static async Task<int> PostAsync(LedgerWriter ledger, IQueryable<SaleLine> concerned, object? because, CancellationToken ct)
    {
        var posted = 0;
        await foreach (var lines in ChunksAsync(ledger, concerned, ct))
        {
            var snapshot = await ledger.RegistryAsync(ct);
            var attributions = await PartyResolver.ReadAsync(ledger, lines, assume: null, ct);
            var entries = await EntriesAsync(ledger.Db, lines, ct);
            var doubts = await HoldChecks.ReadAsync(ledger, lines, ct);
            var holds = await OpenHoldsAsync(ledger.Db, lines, ct);
            foreach (var line in lines)
            {
                CreditEntry[] own = [.. entries[(line.LineId, line.AcceptanceNo, line.ShareNo)]];
                ledger.Watch(line, own);
                if (Attribute(line, attributions) is { } said)
                {
                    line.Attribute(said);
                }

                posted += Settle(ledger, line, own, snapshot.Registry, doubts, holds, because).Count;
            }

            await ledger.WriteAndForgetAsync(ct);
        }

        return posted;
    }

    /// <summary>Judges one sale with what it says now, and posts what differs.</summary>
    public static IReadOnlyList<CreditEntry> Settle(
        LedgerWriter ledger,
        SaleLine line,
        IReadOnlyList<CreditEntry> own,
        Domain.Registry registry,
        HoldChecks doubts,
        ILookup<(Guid, int, int), Hold> holds,
        object? because,
        EntryType takingType = EntryType.ReclassOut)
    {
        var stands = PostedBalance.Of(own);
        var wasCredited = line.IsCreditedByRegion;
        var wasHeldFor = line.Status == SaleStatus.Held ? line.HeldFor : null;
        var judgement = Judge(line, registry, doubts, isCredited: stands.Any(one => one.AmountFen != 0));
        line.Decide(judgement);
        var news = ledger.Post(Posting.Settle(
            line,
            judgement,
            stands,
            new PostingContext(ledger.Months, ledger.Today, registry.RuleSetOf(line).Version, takingType)));
        doubts.Recount(line, wasCredited);
        var isHeldFor = line.Status == SaleStatus.Held ? line.HeldFor : null;
        if (wasHeldFor is not null && isHeldFor != wasHeldFor && line.Status is SaleStatus.Normal or SaleStatus.Held)
        {
            foreach (var hold in holds[(line.LineId, line.AcceptanceNo, line.ShareNo)])
            {
                hold.Decide(HoldState.Lapsed, "registry", "登记更正后不再存疑。 The corrected registry leaves no doubt.", document: null, ledger.Now);
            }
        }

        if (isHeldFor is not null && isHeldFor != wasHeldFor)
        {
            doubts.Hold(line, ledger);
        }

        ledger.PublishAdjustment(line, ledger.Today, news, because);
        return news;
    }

    /// <summary>Records what would differ if the change were approved; nothing when nothing would.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="concerned">The sales that it may be about.</param>
    /// <param name="correction">What would be corrected; its object and version are taken as approved.</param>
    public static async Task ProposeAsync(LedgerWriter ledger, IQueryable<SaleLine> concerned, Correction correction, CancellationToken ct)
    {
        var assume = (correction.ObjectId, correction.ObjectVersion);
        RegistryCache.RegistrySnapshot? snapshot = null;
        var isNew = true;
        await foreach (var lines in ChunksAsync(ledger, concerned.AsNoTracking(), ct))
        {
            snapshot ??= await ledger.AssumingAsync(assume.ObjectId, assume.ObjectVersion, ct);
            var attributions = await PartyResolver.ReadAsync(ledger, lines, assume, ct);
            var entries = await EntriesAsync(ledger.Db, lines, ct);
            var doubts = await HoldChecks.ReadAsync(ledger, lines, ct);
            foreach (var line in lines)
            {
                var stands = PostedBalance.Of(entries[(line.LineId, line.AcceptanceNo, line.ShareNo)]);
                if (Attribute(line, attributions) is { } said)
                {
                    line.Attribute(said);
                }

                var judgement = Judge(line, snapshot.Registry, doubts, isCredited: stands.Any(one => one.AmountFen != 0));
                var differences = Differences(line, judgement, stands);
                if (differences.Count == 0)
                {
                    continue;
                }

                correction.Count(
                    1, differences.Where(one => one.To is not null).Sum(one => one.AmountFen), differences.Where(one => one.From is not null).Sum(one => one.AmountFen));
                ledger.Db.Add(new CorrectionLine
                {
                    CorrectionId = correction.CorrectionId,
                    LineId = line.LineId,
                    AcceptanceNo = line.AcceptanceNo,
                    ShareNo = line.ShareNo,
                    Differences = differences,
                });
            }

            if (correction.Sales > 0)
            {
                ledger.Db.Entry(correction).State = isNew ? EntityState.Added : EntityState.Modified;
                isNew = false;
            }

            await ledger.WriteAndForgetAsync(ct);
        }
    }

    /// <summary>What a judgement would change at each scheme and tier.</summary>
    public static IReadOnlyList<CorrectionLine.Difference> Differences(SaleLine line, Judgement judgement, IReadOnlyList<PostedBalance> stands) =>
    [
        .. judgement.Decisions.Select(decision =>
        {
            var old = stands.FirstOrDefault(one => one.Scheme == decision.Scheme && one.Tier == decision.Tier && one.AmountFen != 0);
            return old?.HolderId == decision.Holder?.Id && (old is null || old.Mode == decision.Mode)
                ? null
                : new CorrectionLine.Difference(
                    decision.Scheme, decision.Tier, old?.HolderId, decision.Holder?.Id, old?.AmountFen ?? line.NetFen, decision.Reason);
        }).OfType<CorrectionLine.Difference>(),
    ];

    /// <summary>The entries of these sales.</summary>
    public static async Task<ILookup<(Guid, int, int), CreditEntry>> EntriesAsync(CreditingDb db, IReadOnlyCollection<SaleLine> lines, CancellationToken ct)
    {
        Guid[] ids = [.. lines.Select(line => line.LineId).Distinct()];
        var entries = await db.CreditEntries.AsNoTracking().IgnoreQueryFilters().Where(entry => ids.Contains(entry.LineId)).ToListAsync(ct);
        return entries.OrderBy(entry => entry.EntryNo).ToLookup(entry => (entry.LineId, entry.AcceptanceNo, entry.ShareNo));
    }

    /// <summary>The open holds of these sales.</summary>
    public static async Task<ILookup<(Guid, int, int), Hold>> OpenHoldsAsync(CreditingDb db, IReadOnlyCollection<SaleLine> lines, CancellationToken ct)
    {
        Guid[] ids = [.. lines.Where(line => line.Status == SaleStatus.Held).Select(line => line.LineId).Distinct()];
        List<Hold> holds = ids.Length == 0
            ? []
            : await db.Holds.IgnoreQueryFilters().Where(hold => ids.Contains(hold.LineId) && hold.State == HoldState.Open).ToListAsync(ct);
        return holds.ToLookup(hold => (hold.LineId, hold.AcceptanceNo, hold.ShareNo));
    }

    static Judgement Judge(SaleLine line, Domain.Registry registry, HoldChecks doubts, bool isCredited)
    {
        // What it is held for besides the registry stays so until somebody decides; a sale that earns nothing so far is looked at afresh, also
        // when only the registry has held it.
        var (suspicion, isResale) = line is { Status: SaleStatus.Held, HeldFor: not CreditReason.AmbiguousPairing }
            ? (line.HeldFor, false)
            : isCredited || line.NetFen == 0 || line.Status is not (SaleStatus.Normal or SaleStatus.Held) ? (null, false) : doubts.Evaluate(line);
        return RuleBook.Judge(line, registry, suspicion, isResale);
    }

    static Attribution? Attribute(SaleLine line, PartyResolver attributions) =>
        line.IsCorrectedByHand ? null : attributions.Of(line, line.OriginPath, line.OriginName).Said;

    static async IAsyncEnumerable<List<SaleLine>> ChunksAsync(
        LedgerWriter ledger, IQueryable<SaleLine> concerned, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await ledger.WriteAndForgetAsync(ct);
        SaleLine? last = null;
        while (true)
        {
            var lines = concerned.IgnoreQueryFilters();
            if (last is not null)
            {
                var (id, no, share) = (last.LineId, last.AcceptanceNo, last.ShareNo);
                lines = lines.Where(line => line.LineId.CompareTo(id) > 0
                    || (line.LineId == id && (line.AcceptanceNo > no || (line.AcceptanceNo == no && line.ShareNo > share))));
            }

            var some = await lines.OrderBy(line => line.LineId).ThenBy(line => line.AcceptanceNo).ThenBy(line => line.ShareNo).Take(LinesAtOnce).ToListAsync(ct);
            if (some.Count == 0)
            {
                yield break;
            }

            last = some[^1];
            yield return some;
        }
    }
}
