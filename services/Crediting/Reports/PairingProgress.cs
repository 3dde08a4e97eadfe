using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>Which progress report.</summary>
/// <param name="Figures">Month, view, and the instant as of which it is made.</param>
/// <param name="Measure">By which measure progress, growth and ranks are reckoned.</param>
/// <param name="Scheme">Null for all, each by itself.</param>
/// <param name="Tier">Null for all, each by itself.</param>
/// <param name="SnapshotNumber">The number that is printed, when it is made as a snapshot.</param>
public sealed record ProgressQuery(
    FiguresQuery Figures,
    EvidenceState Measure = EvidenceState.Recognised,
    Scheme? Scheme = null,
    PairingTier? Tier = null,
    string? SnapshotNumber = null);

/// <summary>Some rows of the report, in its order.</summary>
/// <param name="After">The row before the first; null to begin.</param>
/// <param name="Size">How many at most.</param>
sealed record ProgressPage(RankedPairings.Place? After, int Size);

/// <summary>
/// Makes the report R1. Asked as known at an instant it only depends on what was known then: made again at any later time, it is the same
/// to the byte (invariant 4).
/// </summary>
public static class PairingProgress
{
    /// <param name="db">The database.</param>
    /// <param name="query">Which report.</param>
    /// <param name="scope">Whose pairings; the figures and ranks are the same whoever asks (invariant 6).</param>
    /// <param name="now">The cut-off when the query names no instant.</param>
    /// <param name="isRegionAsked">An unknown region is then a fault of the request.</param>
    /// <param name="cache">What is kept between reports; null to read all.</param>
    /// <param name="page">Which rows; null for all. Totals are those of all rows.</param>
    internal static async Task<ProgressReport> ReadAsync(
        CreditingDb db, ProgressQuery query, ReportScope scope, DateTimeOffset now, bool isRegionAsked, CancellationToken ct, ReportCache? cache = null,
        ProgressPage? page = null)
    {
        var basis = await BasisAsync(db, query, now, ct, cache);
        return await CutAsync(basis, query, scope, isRegionAsked, ct, page);
    }

    /// <summary>What a report is made of, whoever's pairings it shows: read once, any number of reports can be cut from it.</summary>
    internal sealed record Basis(RegistryAsKnown Registry, RankedPairings Ranked, string? ClosedThrough, DateTimeOffset CutOff);

    internal static async Task<Basis> BasisAsync(
        CreditingDb db, ProgressQuery query, DateTimeOffset now, CancellationToken ct, ReportCache? cache = null)
    {
        var registry = await RegistryAsKnown.ReadAsync(db, query.Figures.Month.LastDay, query.Figures.KnownAt, ct, cache);
        return new Basis(
            registry,
            await RankedPairings.ReadAsync(db, query.Figures, query.Measure, registry, ct, cache),
            await PairingFigures.ClosedThroughAsync(db, query.Figures.KnownAt, ct),
            query.Figures.KnownAt ?? now);
    }

    internal static async Task<ProgressReport> CutAsync(
        Basis basis, ProgressQuery query, ReportScope scope, bool isRegionAsked, CancellationToken ct, ProgressPage? page = null)
    {
        var registry = basis.Registry;
        var words = await scope.WordsAsync(registry, isRegionAsked, ct);
        RankedPairings.One[] shown =
        [
            .. basis.Ranked.All.Where(one => (query.Scheme is null || one.Pairing.Scheme == query.Scheme) && (query.Tier is null || one.Pairing.Tier == query.Tier)
                && scope.Shows(one.Pairing.EastPath, one.Pairing.WestPath)).OrderBy(one => one.Place),
        ];
        var from = page?.After is { } after ? Array.FindIndex(shown, one => one.Place.CompareTo(after) > 0) is >= 0 and var next ? next : shown.Length : 0;
        var rows = shown[from..Math.Min(shown.Length, from + (page?.Size ?? shown.Length))];
        await registry.ReadRegionsAsync(rows.SelectMany(one => (string[])[one.Pairing.East.RegionId, one.Pairing.West.RegionId]), ct);
        var time = TimeProgress(query.Figures.Month, BusinessDay.Of(basis.CutOff));
        var header = ReportHeader.Of(
            "R1", new("结对消费协作进度表", "Pairing progress"), query.Figures, query.Measure, registry, words, basis.CutOff, basis.ClosedThrough);
        return new ProgressReport
        {
            Header = header with { SnapshotNumber = query.SnapshotNumber },
            Rows = [.. rows.Select(one => Row(one, query.Measure, registry, time))],
            Totals =
            [
                .. shown.GroupBy(one => (one.Pairing.Scheme, one.Pairing.Tier)).OrderBy(group => group.Key)
                    .Select(group => Total(group, query.Measure, registry, time)),
            ],
            Next = from + rows.Length < shown.Length ? Cursor.Encode(rows[^1].Place.Parts) : null,
        };
    }

    /// <summary>The bytes of a report that are signed: its canonical JSON.</summary>
    public static byte[] Canonical(ProgressReport report) => CanonicalJson.Write(report);

    /// <summary>Days that have passed up to the end of the month, or of the running month up to the cut-off, of the days of the year.</summary>
    public static decimal TimeProgress(Month month, DateOnly cutOff)
    {
        var last = cutOff < month.LastDay ? cutOff : month.LastDay;
        var days = DateTime.IsLeapYear(month.Year) ? 366m : 365m;
        return last.Year < month.Year ? 0 : last.DayOfYear / days;
    }

    /// <summary>The target of a pairing; null when it has none.</summary>
    public static TargetFigure? TargetOf(RegistryAsKnown registry, Guid pairingId) => registry.TargetOf(pairingId) is { } target
        ? TargetFigure.Of(target)
        : null;

    static ProgressRow Row(RankedPairings.One one, EvidenceState measure, RegistryAsKnown registry, decimal time) => new()
    {
        PairingId = one.Pairing.PairingId,
        Scheme = one.Pairing.Scheme,
        Tier = one.Pairing.Tier,
        East = registry.PartyOf(one.Pairing.East.RegionId, one.Pairing.EastName),
        West = registry.PartyOf(one.Pairing.West.RegionId, one.Pairing.WestName),
        Figures = ProgressFigures.Of(one.Figures, measure, TargetOf(registry, one.Pairing.PairingId), time, registry.Rules.Parameters),
        Rank = one.Rank,
        RankedAmong = one.Among,
    };

    static ProgressTotal Total(
        IGrouping<(Scheme Scheme, PairingTier Tier), RankedPairings.One> group, EvidenceState measure, RegistryAsKnown registry, decimal time)
    {
        var target = TargetFigure.Sum([.. group.Select(one => registry.TargetOf(one.Pairing.PairingId))]);
        return new ProgressTotal
        {
            Scheme = group.Key.Scheme,
            Tier = group.Key.Tier,
            Pairings = group.Count(),
            Figures = ProgressFigures.Of(
                HolderFigures.Sum(group.Select(one => one.Figures)), measure, target, time, registry.Rules.Parameters),
        };
    }
}
