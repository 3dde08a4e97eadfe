using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Ledger;
using Marketplace.Crediting.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Sales;

/// <summary>
/// Judges sales again after something became known that they may depend on, and posts what differs from what stands; or, when the change
/// has to be approved first, records what would differ (CR-16, CR-19).
/// </summary>
static class ReassessSales
{
    const int LinesAtOnce = 2_000;

    extension(IQueryable<SaleLine> lines)
    {
        /// <summary>
        /// Those for which what was registered at an instant came too late to count without approval, as
        /// <see cref="SaleLine.KnownAt"/> says.
        /// </summary>
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
            var parties = await PartyResolver.ReadAsync(ledger, lines, assume: null, ct);
            var sales = await ledger.Db.PostedAsync(lines, ct);
            var checks = await HoldChecks.ReadAsync(ledger, lines, ct);
            var holds = await ledger.Db.OpenHoldsAsync(lines, ct);
            var register = await RecognitionRegister.ReadAsync(ledger.Db, lines, ct);
            foreach (var line in lines)
            {
                register.Apply(line);
                if (Attribute(line, parties) is { } said)
                {
                    line.Attribute(said);
                }

                posted += Settle(ledger, sales[line.Key], snapshot.Registry, checks, holds, because).Count;
            }

            await ledger.WriteAndForgetAsync(ct);
        }

        return posted;
    }

    /// <summary>Judges one sale with what it says now, and posts what differs.</summary>
    public static IReadOnlyList<CreditEntry> Settle(
        LedgerWriter ledger,
        PostedSale sale,
        RegistryFacts registry,
        HoldChecks checks,
        ILookup<SaleKey, Hold> holds,
        object? because,
        EntryType takingType = EntryType.ReclassOut)
    {
        var line = sale.Line;
        var wasHeldFor = line.Status == SaleStatus.Held ? line.HeldFor : null;
        var judgement = Judge(sale, registry, checks);
        line.Decide(judgement);
        var news = ledger.Post(Posting.Settle(
            sale,
            judgement,
            new PostingContext(ledger.Months, ledger.Today, registry.RuleSetOf(line).Version, takingType)));
        checks.Recount(line);
        var isHeldFor = line.Status == SaleStatus.Held ? line.HeldFor : null;
        if (wasHeldFor is not null && isHeldFor != wasHeldFor && line.Status is SaleStatus.Normal or SaleStatus.Held or SaleStatus.Released)
        {
            foreach (var hold in holds[line.Key])
            {
                End(hold, line, checks, ledger.Now);
            }
        }

        if (isHeldFor is not null && isHeldFor != wasHeldFor)
        {
            checks.Hold(line, ledger);
        }

        ledger.PublishAdjustment(line, ledger.Today, news, because);
        return news;
    }

    /// <summary>The registry has ended a hold. What it says is of this reason alone: the sale may be held for another one now.</summary>
    static void End(Hold hold, SaleLine line, HoldChecks checks, DateTimeOffset now)
    {
        var (state, note) = hold.Reason switch
        {
            CreditReason.RecognitionUnconfirmed when line.Outcome == CreditOutcome.Credited
                || (line.Status == SaleStatus.Held && line.RecognitionState == RecognitionState.Confirmed) =>
                (HoldState.Released, "产地县的登记簿已确认认定。 The register of the county of origin confirms the recognition."),
            CreditReason.RecognitionUnconfirmed when line.Status != SaleStatus.Held =>
                (HoldState.Rejected, "产地县的登记簿未确认这一天的认定。 The register of the county of origin does not confirm it for the day."),
            CreditReason.ColdChainBreached when checks.BreachOf(line) is { Verdict: ColdChainVerdict.Fit } =>
                (HoldState.Released, "收货地主管部门认定合格。 An office of where the goods went has found them fit."),
            _ when line.Status == SaleStatus.Held =>
                (HoldState.Lapsed, "该笔销售现按另一理由暂缓。 The sale is held for another reason now."),
            _ when line.Outcome == CreditOutcome.Credited =>
                (HoldState.Lapsed, "登记更正后不再存疑。 The corrected registry leaves no doubt."),
            _ => (HoldState.Lapsed, "登记更正后该笔销售不计入。 By the corrected registry it counts for nothing."),
        };
        // Fitness is for an office of where the goods went to find, which tells Logistics.
        var by = hold.Reason == CreditReason.ColdChainBreached && state == HoldState.Released
            ? ColdChainBreaches.Decider : Correction.ByRegistry;
        hold.Decide(state, by, note, document: null, now);
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
            var parties = await PartyResolver.ReadAsync(ledger, lines, assume, ct);
            var sales = await ledger.Db.PostedAsync(lines, ct);
            var checks = await HoldChecks.ReadAsync(ledger, lines, ct);
            foreach (var line in lines)
            {
                var sale = sales[line.Key];
                if (Attribute(line, parties) is { } said)
                {
                    line.Attribute(said);
                }

                var judgement = Judge(sale, snapshot.Registry, checks);
                var differences = Differences(sale, judgement);
                if (differences.Count == 0)
                {
                    continue;
                }

                correction.Count(
                    1, differences.Where(difference => difference.To is not null).Sum(difference => difference.AmountFen),
                    differences.Where(difference => difference.From is not null).Sum(difference => difference.AmountFen));
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
    public static IReadOnlyList<CorrectionLine.Difference> Differences(PostedSale sale, Judgement judgement) =>
    [
        .. judgement.Decisions.Select(decision =>
        {
            var old = sale.Balances.FirstOrDefault(
                balance => balance.Scheme == decision.Scheme && balance.Tier == decision.Tier && balance.AmountFen != 0);
            return old?.Holder.Id == decision.Holder?.Id && (old is null || old.Mode == decision.Mode)
                ? null
                : new CorrectionLine.Difference(
                    decision.Scheme, decision.Tier, old?.Holder.Id, decision.Holder?.Id,
                    old?.AmountFen ?? sale.Line.NetFen, decision.Reason);
        }).OfType<CorrectionLine.Difference>(),
    ];

    /// <summary>Judges a sale with what it says now, what is known, and what stands.</summary>
    public static Judgement Judge(PostedSale sale, RegistryFacts registry, HoldChecks checks)
    {
        var line = sale.Line;

        // The first recognised sale wins, so what is credited by region stays so (CR-14).
        var isResale = line.NetFen > 0 && !sale.IsCreditedByRegion && checks.IsResale(line);

        // What it is held for besides the registry stays so until somebody decides; a sale that earns nothing so far is looked at
        // afresh, also when only the registry has held it.
        if (line is { Status: SaleStatus.Held, HeldFor.IsEndedByRegistry: false })
        {
            return RuleBook.Judge(line, registry, line.HeldFor, isResale);
        }

        if (line.NetFen == 0 || line.Status is SaleStatus.Voided or SaleStatus.Rejected)
        {
            return RuleBook.Judge(line, registry);
        }

        if (!sale.IsCredited)
        {
            return RuleBook.Judge(line, registry, checks.Evaluate(line).Suspicion, isResale);
        }

        // What is credited is not held for what is found later. What comes to be credited by region besides must be covered (CR-14).
        var judgement = RuleBook.Judge(line, registry, suspicion: null, isResale);
        return !sale.IsCreditedByRegion
            && judgement.Decisions.Any(decision => decision is { Holder: not null, Scheme: Scheme.EastWest or Scheme.Counterpart })
            && !line.ReleasedFor.Contains(CreditReason.BatchOverdraw)
            && checks.IsOverdrawn(line)
            ? RuleBook.Judge(line, registry, CreditReason.BatchOverdraw, isResale)
            : judgement;
    }

    static Attribution? Attribute(SaleLine line, PartyResolver parties) =>
        line.IsCorrectedByHand ? null : parties.Of(line, line.OriginPath, line.OriginName).Said;

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

            var some = await lines.OrderBy(line => line.LineId).ThenBy(line => line.AcceptanceNo).ThenBy(line => line.ShareNo)
                .Take(LinesAtOnce).ToListAsync(ct);
            if (some.Count == 0)
            {
                yield break;
            }

            last = some[^1];
            yield return some;
        }
    }
}
