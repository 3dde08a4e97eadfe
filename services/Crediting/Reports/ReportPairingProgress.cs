using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Reports;

/// <summary>GET /credits/reports/pairing-progress. Answered from the sums, so that it costs the same however large the ledger is (R1).</summary>
public static class ReportPairingProgress
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/reports/pairing-progress", HandleAsync)
        .WithName("ReportPairingProgress")
        .WithSummary("结对消费协作进度表 Progress of the pairings")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<ProgressReport>> HandleAsync(
        Month month,
        CreditingDb db,
        Caller caller,
        TimeProvider clock,
        [AsParameters] PageQuery page,
        CancellationToken ct,
        Scheme? scheme = null,
        PairingTier? tier = null,
        string? region = null,
        ViewParameter? view = null)
    {
        var basis = view?.Basis ?? ViewBasis.AsPosted;
        var scope = await ScopeAsync(db, caller, region, ct);
        var sums = await SumsAsync(db, month, basis, ct);
        var ranked = Rank(await PairingsAsync(db, month, sums.Values.Where(one => one.Entries > 0), ct), sums);
        var segment = region is null ? null : RegionPath.Segment(region);
        var visible = await db.Pairings.AsNoTracking()
            .Where(pairing => pairing.IsCurrent && (scheme == null || pairing.Scheme == scheme) && (tier == null || pairing.Tier == tier)
                && (segment == null || pairing.EastPath.Contains(segment) || pairing.WestPath.Contains(segment)))
            .Select(pairing => pairing.PairingId).ToHashSetAsync(ct);
        Ranked[] reported = [.. ranked.Where(one => visible.Contains(one.Pairing.PairingId)).OrderBy(one => one.Place)];
        var after = Cursor.Decode(page.After, 5) is { } cursor ? Place.Of(cursor) : null;
        Ranked[] rows = [.. reported.Where(one => after is null || one.Place.CompareTo(after) > 0).Take(page.Size + 1)];
        var shown = rows.Take(page.Size).ToList();
        var regions = await RegionsAsync(db, shown, ct);
        return TypedResults.Ok(new ProgressReport
        {
            Header = Header(month, basis, scope, clock.GetUtcNow()),
            Rows = [.. shown.Select(one => Row(one, regions))],
            Totals = [.. reported.GroupBy(one => (one.Pairing.Scheme, one.Pairing.Tier)).OrderBy(group => group.Key).Select(Total)],
            Next = rows.Length > page.Size ? Cursor.Encode(shown[^1].Place.Parts) : null,
        });
    }

    /// <summary>What the year to date and the same months of last year sum up to, pairing by pairing.</summary>
    static async Task<Dictionary<Guid, Sums>> SumsAsync(CreditingDb db, Month month, ViewBasis view, CancellationToken ct)
    {
        var current = month.ToString();
        var sums = await Counted(db, month.YearToDate, view).GroupBy(sum => sum.PairingId)
            .Select(group => new Sums
            {
                PairingId = group.Key,
                MonthFen = group.Sum(sum => (view == ViewBasis.AsPosted ? sum.PostingPeriod : sum.RecognitionMonth) == current ? sum.AmountFen : 0),
                DirectFen = group.Sum(sum => sum.Mode == CreditMode.DirectPurchase ? sum.AmountFen : 0),
                AssistedFen = group.Sum(sum => sum.Mode == CreditMode.AssistedSale ? sum.AmountFen : 0),
                Entries = group.Sum(sum => sum.Entries),
            })
            .ToDictionaryAsync(one => one.PairingId, ct);
        var lastYear = await Counted(db, month.AddYears(-1).YearToDate, view).GroupBy(sum => sum.PairingId)
            .Select(group => new { PairingId = group.Key, Fen = group.Sum(sum => sum.AmountFen) }).ToListAsync(ct);
        foreach (var before in lastYear)
        {
            var known = sums.GetValueOrDefault(before.PairingId) ?? new Sums { PairingId = before.PairingId };
            sums[before.PairingId] = known with { LastYearFen = before.Fen };
        }

        return sums;
    }

    static IQueryable<PairingMonth> Counted(CreditingDb db, IReadOnlyList<string> months, ViewBasis view) => view == ViewBasis.AsPosted
        ? db.PairingMonths.Where(sum => months.Contains(sum.PostingPeriod))
        : db.PairingMonths.Where(sum => months.Contains(sum.RecognitionMonth));

    /// <summary>
    /// The pairings to which sales could be credited at some time of the year, and those with entries in it for another reason:
    /// nothing that was posted may be missing. Whoever asks, so that ranks don't depend on it.
    /// </summary>
    static Task<List<Pairing>> PairingsAsync(CreditingDb db, Month month, IEnumerable<Sums> withEntries, CancellationToken ct)
    {
        var (first, last) = (new DateOnly(month.Year, 1, 1), new DateOnly(month.Year, 12, 31));
        Guid[] ids = [.. withEntries.Select(one => one.PairingId)];
        return db.Pairings.IgnoreQueryFilters().AsNoTracking()
            .Where(pairing => pairing.IsCurrent && ((pairing.ValidFrom <= last
                && (pairing.ValidTo == null || pairing.ValidTo > first || pairing.TransitionUntil >= first)) || ids.Contains(pairing.PairingId)))
            .ToListAsync(ct);
    }

    static IEnumerable<Ranked> Rank(IEnumerable<Pairing> pairings, Dictionary<Guid, Sums> sums) => pairings
        .Select(pairing => (Pairing: pairing, Sums: sums.GetValueOrDefault(pairing.PairingId) ?? new Sums { PairingId = pairing.PairingId }))
        .GroupBy(one => (one.Pairing.Scheme, one.Pairing.Tier))
        .SelectMany(group =>
        {
            var best = group.OrderByDescending(one => one.Sums.YearToDateFen).ToList();
            return best.Select((one, index) => new Ranked(
                one.Pairing, one.Sums, best.FindIndex(equal => equal.Sums.YearToDateFen == one.Sums.YearToDateFen) + 1, best.Count));
        });

    static ProgressRow Row(Ranked one, IReadOnlyDictionary<string, Region> regions) => new()
    {
        PairingId = one.Pairing.PairingId,
        Scheme = one.Pairing.Scheme,
        Tier = one.Pairing.Tier,
        East = PartyOf(one.Pairing.East.RegionId, one.Pairing.EastName, regions),
        West = PartyOf(one.Pairing.West.RegionId, one.Pairing.WestName, regions),
        Figures = one.Sums.Figures,
        Rank = one.Rank,
        RankedAmong = one.Among,
    };

    static ProgressTotal Total(IGrouping<(Scheme Scheme, PairingTier Tier), Ranked> group) => new()
    {
        Scheme = group.Key.Scheme,
        Tier = group.Key.Tier,
        Pairings = group.Count(),
        Figures = ProgressFigures.Of(
            group.Sum(one => one.Sums.MonthFen),
            group.Sum(one => one.Sums.DirectFen),
            group.Sum(one => one.Sums.AssistedFen),
            group.Sum(one => one.Sums.Entries),
            group.Sum(one => one.Sums.LastYearFen)),
    };

    static Party PartyOf(string regionId, string registeredName, IReadOnlyDictionary<string, Region> regions) =>
        regions.TryGetValue(regionId, out var region) ? new(regionId, region.Code, region.Name) : new(regionId, null, registeredName);

    static async Task<IReadOnlyDictionary<string, Region>> RegionsAsync(CreditingDb db, IEnumerable<Ranked> rows, CancellationToken ct)
    {
        string[] ids = [.. rows.SelectMany(one => (string[])[one.Pairing.East.RegionId, one.Pairing.West.RegionId]).Distinct()];
        return await db.Regions.AsNoTracking().Where(region => region.IsCurrent && ids.Contains(region.RegionId)).ToDictionaryAsync(region => region.RegionId, ct);
    }

    /// <summary>Whose pairings the caller is shown: those of the region asked for, within those that the caller may see.</summary>
    static async Task<Words> ScopeAsync(CreditingDb db, Caller caller, string? region, CancellationToken ct)
    {
        var shown = region ?? (caller.SeesAll ? null : caller.Region);
        if (shown is null)
        {
            return new Words("全国", "Nation");
        }

        var known = await db.Regions.AsNoTracking().SingleOrDefaultAsync(one => one.RegionId == shown && one.IsCurrent, ct);
        if (known is null && region is not null)
        {
            throw new InvalidRequestException(
                "unknown_region",
                "region",
                "没有这个行政区划：请填写区划标识，例如 330200。",
                "There is no such region: give the id of a region, such as 330200.");
        }

        return new Words($"{known?.Name ?? shown}（{shown}）", $"{known?.Name ?? shown} ({shown})");
    }

    static ReportHeader Header(Month month, ViewBasis view, Words scope, DateTimeOffset now) => new()
    {
        Report = "R1",
        Title = new("结对消费协作进度表", "Pairing progress"),
        View = view,
        ViewWords = view == ViewBasis.AsPosted
            ? new("记账期口径：按记账月份统计，已关账月份不再变动。", "As posted: by posting period; closed months never change.")
            : new("追溯口径：按原成交的认定日统计。", "Restated: by the recognition date of the original sale."),
        Measure = EvidenceState.Recognised,
        Month = month.ToString(),
        YearToDateFrom = month.YearToDate[0],
        LastYearFrom = month.AddYears(-1).YearToDate[0],
        LastYearTo = month.AddYears(-1).ToString(),
        IsMonthOver = BusinessDay.Of(now) > month.LastDay,
        CutOffAt = now,
        CutOff = now.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        RuleSetVersion = RuleBook.Version,
        Scope = scope,
        Note = new(
            "金额以分记账；万元数为四舍五入后的显示值，合计由分计算，可能与各行之和略有出入。不同渠道、不同层级的数字不得相加。",
            "Amounts are kept in fen; those in 10,000 yuan are rounded for reading, and since totals are computed from fen, due to rounding totals may differ. Figures of different schemes or tiers must not be added up."),
    };

    /// <summary>"asPosted" or "restated", in whatever case: enum parameters take the exact names only.</summary>
    internal readonly record struct ViewParameter(ViewBasis Basis)
    {
        public static bool TryParse(string? text, IFormatProvider? provider, out ViewParameter view)
        {
            var reads = Enum.TryParse<ViewBasis>(text, ignoreCase: true, out var basis) && Enum.IsDefined(basis);
            view = new ViewParameter(basis);
            return reads;
        }
    }

    sealed record Sums
    {
        public required Guid PairingId { get; init; }

        public long MonthFen { get; init; }

        public long DirectFen { get; init; }

        public long AssistedFen { get; init; }

        public long Entries { get; init; }

        public long LastYearFen { get; init; }

        public long YearToDateFen => DirectFen + AssistedFen;

        public ProgressFigures Figures => ProgressFigures.Of(MonthFen, DirectFen, AssistedFen, Entries, LastYearFen);
    }

    sealed record Ranked(Pairing Pairing, Sums Sums, int Rank, int Among)
    {
        public Place Place { get; } = new(Pairing.Scheme, Pairing.Tier, Pairing.EastPath, Pairing.WestPath, Pairing.PairingId);
    }

    /// <summary>Where a row stands in the report, the same at any time.</summary>
    sealed record Place(Scheme Scheme, PairingTier Tier, string EastPath, string WestPath, Guid PairingId) : IComparable<Place>
    {
        public string[] Parts => [Number((int)Scheme), Number((int)Tier), EastPath, WestPath, PairingId.ToString()];

        public static Place Of(string[] parts) =>
            new((Scheme)Cursor.Number(parts[0]), (PairingTier)Cursor.Number(parts[1]), parts[2], parts[3], Cursor.Id(parts[4]));

        public int CompareTo(Place? other)
        {
            if (other is null)
            {
                return 1;
            }

            var tier = (Scheme, Tier).CompareTo((other.Scheme, other.Tier));
            var east = string.CompareOrdinal(EastPath, other.EastPath);
            var west = string.CompareOrdinal(WestPath, other.WestPath);
            return tier != 0 ? tier : east != 0 ? east : west != 0 ? west : PairingId.CompareTo(other.PairingId);
        }

        static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
