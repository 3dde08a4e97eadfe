using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Tests.Histories;

/// <summary>
/// The invariants of the rule book (contracts/rules/invariants.md), and that the sums are those of the entries, checked against the
/// ledger and the plain model (CR-13).
/// </summary>
sealed partial class Invariants(LedgerHarness ledger)
{
    readonly List<CreditEntry> _entries = [];
    readonly SortedDictionary<string, string> _closed = new(StringComparer.Ordinal);
    readonly HashSet<long> _events = [];
    string? _closedThrough;

    /// <summary>After every event.</summary>
    public async Task CheckAsync(PlainModel model, CancellationToken ct)
    {
        await using var db = ledger.Open();
        var last = _entries.Count;
        var news = await db.CreditEntries.AsNoTracking().Where(entry => entry.EntryNo > last)
            .OrderBy(entry => entry.EntryNo).ToListAsync(ct);
        await ExplainAsync(db, news, model, ct);
        _entries.AddRange(news);
        var shares = await db.SaleLines.AsNoTracking().Select(line => new ShareRow(
            line.LineId, line.AcceptanceNo, line.ShareNo, line.AmountFen, line.NetFen,
            line.GrossFen, line.DiscountFen, line.SubsidyFen, line.Status, line.HeldFor,
            line.Outcome, line.VerifiedPeriod, line.RuleSetVersion, line.OriginPath, line.UnitPath, line.DeliveryPath,
            line.RecognitionDate, line.RegionReason, line.IsPolicyDriven, line.SubsidisedFen)).ToListAsync(ct);
        Shares(model, shares);
        Credits(model, shares);
        await SumsAsync(db, model, shares, ct);
        var holds = await db.Holds.AsNoTracking().Where(hold => hold.State == HoldState.Open && hold.PriceRiseId == null)
            .Select(hold => new { hold.LineId, hold.AcceptanceNo, hold.ShareNo, hold.Reason }).ToListAsync(ct);
        Same(
            Lines(shares.Where(share => share.Status == SaleStatus.Held)
                .Select(share => $"{share.LineId} {share.AcceptanceNo} {share.ShareNo} {share.HeldFor}")),
            Lines(holds.Select(hold => $"{hold.LineId} {hold.AcceptanceNo} {hold.ShareNo} {hold.Reason}")),
            "the open holds are those of the held sales (CR-17)");
        Same(
            Lines(_closed.Select(pair => $"{pair.Key} {pair.Value}")),
            Lines((await AsPostedAsync(db, ct)).Select(pair => $"{pair.Key} {pair.Value}")),
            "closed months never change (4)");
    }

    /// <summary>Remembers what the closed months say.</summary>
    public async Task KeepClosedAsync(string month, CancellationToken ct)
    {
        await using var db = ledger.Open();
        _closedThrough = month;
        foreach (var (key, value) in await AsPostedAsync(db, ct))
        {
            _closed[key] = value;
        }
    }

    /// <summary>What is asked once only, since it takes its time.</summary>
    public async Task CheckAtEndAsync(CancellationToken ct)
    {
        await using var db = ledger.Open();
        await PartySumsAsync(db, ct);
        await QuotasToldAsync(db, ct);

        // (6) The officials of either side see the same figure of a pairing.
        foreach (var pairing in await db.Pairings.AsNoTracking().Where(pairing => pairing.IsCurrent).ToListAsync(ct))
        {
            var east = await SeenByAsync(pairing.East.RegionId, pairing.PairingId, ct);
            var west = await SeenByAsync(pairing.West.RegionId, pairing.PairingId, ct);
            Same(east, west, $"both sides of {pairing.PairingId} read the same (6)");
            Same(
                _entries.Where(entry => entry.HolderId == pairing.PairingId).Sum(entry => entry.AmountFen),
                east,
                $"and that is what {pairing.PairingId} has got");
        }
    }

    async Task<long> SeenByAsync(string region, Guid pairingId, CancellationToken ct)
    {
        await using var db = ledger.Open(
            new Caller { Subject = region, Role = Roles.Official, Region = region, Tier = OfficialTier.County });
        return await db.CreditEntries.Where(entry => entry.HolderId == pairingId).SumAsync(entry => entry.AmountFen, ct);
    }

    /// <summary>(9) Every entry has its place and explains itself.</summary>
    async Task ExplainAsync(CreditingDb db, List<CreditEntry> news, PlainModel model, CancellationToken ct)
    {
        if (news.Count == 0)
        {
            return;
        }

        _events.UnionWith(await db.Journal.AsNoTracking().Select(journalEvent => journalEvent.EventNo).ToListAsync(ct));
        Same(Enumerable.Range(1, _events.Count).Sum(no => (long)no), _events.Sum(), "events are numbered without a gap");
        var pairings = await db.Pairings.AsNoTracking().Select(pairing => new { Id = pairing.PairingId, pairing.Version }).ToListAsync(ct);
        var designations = await db.Designations.AsNoTracking()
            .Select(designation => new { Id = designation.DesignationId, designation.Version }).ToListAsync(ct);
        var before = _entries.Count == 0 ? null : _entries[^1];
        foreach (var entry in news)
        {
            var what = $"entry {entry.EntryNo}";
            Same((before?.EntryNo ?? 0) + 1, entry.EntryNo, "entries are numbered without a gap");
            That(before is null || entry.PostedAt >= before.PostedAt, $"{what} is not posted before the one before it");
            That(_events.Contains(entry.EventNo), $"{what} names event {entry.EventNo} of the journal (9)");
            That(entry.Reason.Rule.StartsWith("CR-", StringComparison.Ordinal), $"{what} names its rule (9)");
            That(
                !entry.Reason.IsCredited || entry.Reason == CreditReason.QuotaExecuted == (entry.Scheme == Scheme.Quota)
                    && entry.Reason == CreditReason.DesignationMatched == (entry.Scheme == Scheme.Designated),
                $"{what} has a reason of its scheme: {entry.Scheme}, {entry.Reason} (9)");
            That(
                entry.Scheme == Scheme.Quota
                    || (entry.Scheme == Scheme.Designated ? designations : pairings).Contains(
                        new { Id = entry.HolderId, Version = entry.HolderVersion }),
                $"{what} names a version that exists: {entry.HolderId} {entry.HolderVersion} (9)");
            That(
                entry.EntryType is EntryType.Original or EntryType.Late or EntryType.ReclassIn
                    ? entry is { AmountFen: > 0, ReversesEntryId: null }
                    : (entry.AmountFen < 0 || entry is { EntryType: EntryType.PriceAdjust, AmountFen: > 0 })
                        && _entries.Concat(news).Any(other =>
                            other.EntryId == entry.ReversesEntryId && other.EntryNo < entry.EntryNo && other.HolderId == entry.HolderId),
                $"{what} gives, or adjusts an entry before it: {entry.EntryType} {entry.AmountFen}");

            // CR-16: the month of the event while it is open, else the earliest open one.
            That(
                !model.IsClosed(DateOnly.ParseExact($"{entry.PostingPeriod}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture)),
                $"{what} is posted in an open month");
            That(
                entry.PostingPeriod == PlainModel.MonthOf(entry.EventDate)
                || (model.IsClosed(entry.EventDate) && entry.PostingPeriod == EarliestOpen(model)),
                $"{what} is posted in {entry.PostingPeriod}, though its event was on {entry.EventDate:yyyy-MM-dd}");
            That(
                entry.EntryType is EntryType.Return or EntryType.PriceAdjust || (entry.EntryType is EntryType.Original or EntryType.Late
                    ? entry.EventDate == entry.RecognitionDate
                        && entry.EntryType == EntryType.Original == (entry.PostingPeriod == PlainModel.MonthOf(entry.RecognitionDate))
                    : entry.EventDate == model.Today),
                $"{what}, {entry.EntryType}, has its event on {entry.EventDate:yyyy-MM-dd}");
            Same(
                model.Shares.Single(share => share.Is(entry.LineId, entry.AcceptanceNo, entry.ShareNo)).RuleSet,
                entry.RuleSetVersion, $"{what}: the rule set that decided its sale (CR-25)");
            before = entry;
        }
    }

    static string EarliestOpen(PlainModel model) => Month.Parse(model.ClosedThrough!).Next.ToString();

    /// <summary>(1) The shares of a line add up to it; each is worth what the model says.</summary>
    static void Shares(PlainModel model, List<ShareRow> shares)
    {
        Same(
            Lines(model.Shares.Select(share =>
                $"{share.LineId} {share.AcceptanceNo} {share.ShareNo}: "
                + $"{share.Amount} {share.Net} {share.State} {share.HeldFor} verified {share.VerifiedIn} rules {share.RuleSet}")),
            Lines(shares.Select(share =>
                $"{share.LineId} {share.AcceptanceNo} {share.ShareNo}: {share.AmountFen} {share.NetFen} "
                + $"{share.Status} {share.HeldFor} verified {share.VerifiedPeriod} rules {share.RuleSetVersion}")),
            "what each share is worth, and whether it is held or verified");
        foreach (var line in shares.GroupBy(share => (share.LineId, share.AcceptanceNo)))
        {
            var rules = model.Shares.First(share => share.LineId == line.Key.LineId && share.AcceptanceNo == line.Key.AcceptanceNo).Rules;
            var first = line.First();
            Same(
                rules.SubsidyIncluded ? first.SubsidyFen : 0,
                line.Sum(share => share.SubsidisedFen),
                "the subsidy of a line is that of its shares (CR-13)");
            That(line.All(share => share.SubsidisedFen <= share.AmountFen), "no share has more subsidy than it is worth (CR-13)");
            Same(
                first.GrossFen - first.DiscountFen + (rules.SubsidyIncluded ? first.SubsidyFen : 0),
                line.Sum(share => share.AmountFen), "the shares of a line add up to it (1)");
        }
    }

    /// <summary>(2), (3) What stands at each scheme and tier is what the model says: what is left of the share, or nothing.</summary>
    void Credits(PlainModel model, List<ShareRow> shares)
    {
        var stands = _entries
            .GroupBy(entry => (entry.LineId, entry.AcceptanceNo, entry.ShareNo, entry.Scheme, entry.Tier, entry.HolderId, entry.Mode))
            .Select(group => (group.Key, Fen: group.Sum(entry => entry.AmountFen)))
            .Where(row => row.Fen != 0).ToList();
        Same(
            Lines(model.Shares.SelectMany(share => share.Stands.Select(pair =>
                $"{share.LineId} {share.AcceptanceNo} {share.ShareNo} {pair.Key.Scheme} "
                + $"{pair.Key.Tier} {pair.Key.Holder} {pair.Key.Mode} {pair.Value}"))),
            Lines(stands.Select(stand =>
                $"{stand.Key.LineId} {stand.Key.AcceptanceNo} {stand.Key.ShareNo} "
                + $"{stand.Key.Scheme} {stand.Key.Tier} {stand.Key.HolderId} {stand.Key.Mode} {stand.Fen}")),
            "what is credited to whom (2)");

        // CR-13: of what stands the subsidy in proportion, so that nothing of it stays when everything has gone back.
        var subsidised = shares.ToDictionary(share => (share.LineId, share.AcceptanceNo, share.ShareNo));
        foreach (var group in _entries.GroupBy(
            entry => (entry.LineId, entry.AcceptanceNo, entry.ShareNo, entry.Scheme, entry.Tier, entry.HolderId, entry.Mode)))
        {
            var (share, fen) = (
                subsidised[(group.Key.LineId, group.Key.AcceptanceNo, group.Key.ShareNo)], group.Sum(entry => entry.AmountFen));
            var exact = share.AmountFen == 0 ? 0 : (decimal)share.SubsidisedFen * Math.Min(fen, share.AmountFen) / share.AmountFen;
            var found = group.Sum(entry => entry.SubsidisedFen);
            That(
                Math.Abs(found - exact) <= 0.5m && found >= 0 && found <= fen,
                $"{found} fen of {fen} are subsidised, exactly {exact} (CR-13)");
        }

        // (7) Each share once, whatever it is credited to.
        var dedup = shares.Where(share => share.Outcome == CreditOutcome.Credited).Sum(share => share.NetFen);
        var most = stands.GroupBy(stand => (stand.Key.Scheme, stand.Key.Tier))
            .Select(group => group.Sum(row => row.Fen)).DefaultIfEmpty().Max();
        That(
            dedup >= most && dedup <= shares.Sum(share => share.NetFen),
            $"the de-duplicated total {dedup} lies between {most} and {shares.Sum(share => share.NetFen)} (7)");
        Same(model.Shares.Where(share => share.Stands.Count > 0).Sum(share => share.Net), dedup, "the de-duplicated total (7)");
    }

    async Task SumsAsync(CreditingDb db, PlainModel model, List<ShareRow> shares, CancellationToken ct)
    {
        var months = await db.PairingMonths.AsNoTracking().ToListAsync(ct);
        Same(
            Lines(PairingMonth.Sums(_entries).Select(Text)),
            Lines(months.Select(Text)),
            "the sums of months are those of the entries");

        // (5) Both views hold every entry once, and are what the model says.
        Same(Lines(model.AsPosted), Lines(months, sum => sum.PostingPeriod), "what was posted in each month");
        Same(Lines(model.Restated), Lines(months, sum => sum.RecognitionMonth), "what was recognised in each month");
        foreach (var holder in months.GroupBy(sum => sum.HolderId))
        {
            Same(
                model.AsPosted.Where(pair => pair.Key.Holder == holder.Key).Sum(pair => pair.Value),
                model.Restated.Where(pair => pair.Key.Holder == holder.Key).Sum(pair => pair.Value),
                $"restated over all time is as posted over all time for {holder.Key} (5)");
        }

        var days = await db.PairingDays.AsNoTracking().ToListAsync(ct);
        Same(
            Lines(_entries.GroupBy(entry => (entry.HolderId, entry.PostingPeriod,
                Recognised: PlainModel.MonthOf(entry.RecognitionDate), entry.Mode, entry.EntryType, On: BusinessDay.Of(entry.PostedAt)))
                .Select(group => $"{group.Key} {group.Sum(entry => entry.AmountFen)} {group.Count()}")),
            Lines(days.Select(
                day => $"{(day.HolderId, day.PostingPeriod, Recognised: day.RecognitionMonth, day.Mode, day.EntryType, On: day.PostedOn)} "
                    + $"{day.AmountFen} {day.Entries}")),
            "the sums of days are those of the entries");

        var sales = await db.SaleMonths.AsNoTracking().Where(sum => sum.Shares != 0 || sum.AmountFen != 0).ToListAsync(ct);
        Same(
            Lines(shares.GroupBy(share => (
                share.OriginPath, share.UnitPath, new RegionPath(share.DeliveryPath).ProvinceId, PlainModel.MonthOf(share.RecognitionDate),
                share.RegionReason, share.Outcome == CreditOutcome.Credited, share.IsPolicyDriven))
                .Select(group => $"{group.Key} {group.Sum(share => share.NetFen)} {group.Count()}")),
            Lines(sales.Select(sum => (Key: (
                    sum.OriginPath, sum.UnitPath, sum.DeliveryProvince, sum.RecognitionMonth, sum.RegionReason,
                    sum.IsCredited, sum.IsPolicyDriven), sum.AmountFen, sum.Shares))
                .Select(sum => $"{sum.Key} {sum.AmountFen} {sum.Shares}")),
            "the sums of sales are those of the shares");

        var verified = await db.VerifiedMonths.AsNoTracking().ToListAsync(ct);
        var periods = shares.Where(share => share.VerifiedPeriod is not null)
            .ToDictionary(share => (share.LineId, share.AcceptanceNo, share.ShareNo), share => share.VerifiedPeriod!);
        var withdrawals = await db.VerificationWithdrawals.AsNoTracking().ToListAsync(ct);
        var counted = _entries.Where(entry => periods.ContainsKey((entry.LineId, entry.AcceptanceNo, entry.ShareNo)))
            .Select(entry => (Entry: entry, Period: periods[(entry.LineId, entry.AcceptanceNo, entry.ShareNo)], Sign: 1))
            .Concat(withdrawals.SelectMany(withdrawal => _entries
                .Where(entry => (entry.LineId, entry.AcceptanceNo, entry.ShareNo)
                    == (withdrawal.LineId, withdrawal.AcceptanceNo, withdrawal.ShareNo) && entry.EntryNo <= withdrawal.LastEntryNo)
                .SelectMany(entry => (IEnumerable<(CreditEntry Entry, string Period, int Sign)>)
                    [(entry, withdrawal.VerifiedPeriod, 1), (entry, withdrawal.WithdrawnPeriod, -1)])));
        Same(
            Lines(counted.GroupBy(
                    row => (row.Entry.HolderId, row.Entry.PostingPeriod, PlainModel.MonthOf(row.Entry.RecognitionDate), row.Entry.Mode,
                        row.Entry.EntryType, Later(row.Entry.PostingPeriod, row.Period)))
                .Select(group => (group.Key, Fen: group.Sum(row => row.Sign * row.Entry.AmountFen), Count: group.Sum(row => row.Sign)))
                .Where(sum => sum.Fen != 0 || sum.Count != 0).Select(sum => $"{sum.Key} {sum.Fen} {sum.Count}")),
            Lines(verified.GroupBy(
                sum => (sum.HolderId, sum.PostingPeriod, sum.RecognitionMonth, sum.Mode, sum.EntryType, sum.VerifiedPeriod))
                .Select(group => (group.Key, Fen: group.Sum(sum => sum.AmountFen), Count: group.Sum(sum => sum.Entries)))
                .Where(sum => sum.Fen != 0 || sum.Count != 0).Select(sum => $"{sum.Key} {sum.Fen} {sum.Count}")),
            "the verified sums are those of the entries whose sales are verified");
        Same(
            Lines(verified.Select(sum =>
                $"{(sum.HolderId, sum.PostingPeriod, sum.RecognitionMonth, sum.Mode, sum.EntryType, sum.VerifiedPeriod, sum.VerifiedIn)} "
                + $"{sum.AmountFen} {sum.Entries}")),
            Lines((await db.VerifiedDays.AsNoTracking().ToListAsync(ct))
                .GroupBy(sum => (sum.HolderId, sum.PostingPeriod, sum.RecognitionMonth,
                    sum.Mode, sum.EntryType, sum.VerifiedPeriod, PlainModel.MonthOf(sum.VerifiedOn)))
                .Select(group => $"{group.Key} {group.Sum(sum => sum.AmountFen)} {group.Sum(sum => sum.Entries)}")),
            "the verified sums of days are those of months");
    }

    static string Later(string left, string right) => string.CompareOrdinal(left, right) > 0 ? left : right;

    static string Text(PairingMonth sum) =>
        $"{sum.HolderId} {sum.PostingPeriod} {sum.RecognitionMonth} {sum.Mode} "
        + $"{sum.EntryType} {sum.PostedIn} {sum.AmountFen} {sum.SubsidisedFen} {sum.Entries}";

    /// <summary>The rows of the closed months, in the sums and in the verified sums.</summary>
    async Task<SortedDictionary<string, string>> AsPostedAsync(CreditingDb db, CancellationToken ct)
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (_closedThrough is not { } through)
        {
            return found;
        }

        foreach (var sum in (await db.PairingMonths.AsNoTracking().ToListAsync(ct)).Where(
            sum => string.CompareOrdinal(sum.PostingPeriod, through) <= 0))
        {
            found[$"posted {sum.HolderId} {sum.PostingPeriod} {sum.RecognitionMonth} {sum.Mode} {sum.EntryType} {sum.PostedIn}"] =
                $"{sum.AmountFen} {sum.Entries}";
        }

        foreach (var sum in (await db.VerifiedMonths.AsNoTracking().ToListAsync(ct)).Where(
            sum => string.CompareOrdinal(sum.VerifiedPeriod, through) <= 0))
        {
            var key = $"verified {sum.HolderId} {sum.PostingPeriod} {sum.RecognitionMonth} {sum.Mode} {sum.EntryType} "
                + $"{sum.VerifiedPeriod} {sum.VerifiedIn}";
            found[key] = $"{sum.AmountFen} {sum.Entries}";
        }

        return found;
    }

    static string Lines(Dictionary<(Guid Holder, string Month), long> model) =>
        Lines(model.Where(pair => pair.Value != 0).Select(pair => $"{pair.Key.Holder} {pair.Key.Month} {pair.Value}"));

    static string Lines(List<PairingMonth> sums, Func<PairingMonth, string> month) => Lines(
        sums.GroupBy(sum => (sum.HolderId, Month: month(sum))).Select(group => (group.Key, Fen: group.Sum(sum => sum.AmountFen)))
            .Where(row => row.Fen != 0).Select(row => $"{row.Key.HolderId} {row.Key.Month} {row.Fen}"));

    static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Order(StringComparer.Ordinal));

    static void That(bool holds, string what)
    {
        if (!holds)
        {
            throw new HistoryFailed($"It doesn't hold that {what}");
        }
    }

    static void Same<T>(T expected, T found, string what)
    {
        if (EqualityComparer<T>.Default.Equals(expected, found))
        {
            return;
        }

        if (expected is string left && found is string right)
        {
            var (here, there) = (left.Split('\n'), right.Split('\n'));
            throw new HistoryFailed($"{what}\n  expected: {string.Join("\n            ", here.Except(there))}\n  found: "
                + $"   {string.Join("\n            ", there.Except(here))}");
        }

        throw new HistoryFailed($"{what}: expected {expected}, found {found}");
    }

    sealed record ShareRow(
        Guid LineId,
        int AcceptanceNo,
        int ShareNo,
        long AmountFen,
        long NetFen,
        long GrossFen,
        long DiscountFen,
        long SubsidyFen,
        SaleStatus Status,
        CreditReason? HeldFor,
        CreditOutcome Outcome,
        string? VerifiedPeriod,
        int RuleSetVersion,
        string OriginPath,
        string UnitPath,
        string DeliveryPath,
        DateOnly RecognitionDate,
        CreditReason RegionReason,
        bool IsPolicyDriven,
        long SubsidisedFen);
}
