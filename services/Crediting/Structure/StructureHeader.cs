using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Crediting.Projections;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Crediting.Structure;

/// <summary>What a reader has to know about every figure of a report of structure.</summary>
public sealed record StructureHeader
{
    /// <summary>"R4" to "R9".</summary>
    public required string Report { get; init; }

    public required BilingualText Title { get; init; }

    /// <summary>By posting period, or by the recognition date of the sale.</summary>
    public required ViewBasis View { get; init; }

    public required BilingualText ViewWords { get; init; }

    public required EvidenceState Measure { get; init; }

    public required BilingualText MeasureWords { get; init; }

    /// <summary>The scheme and tier that every figure belongs to; null where each row names its own.</summary>
    public Scheme? Scheme { get; init; }

    public PairingTier? Tier { get; init; }

    /// <summary>"2026-11".</summary>
    public required string Month { get; init; }

    /// <summary>The first month that is counted; the last is the month of the report.</summary>
    public required string From { get; init; }

    /// <summary>The months that growth is measured against.</summary>
    public required string BaseFrom { get; init; }

    public required string BaseTo { get; init; }

    /// <summary>False while the month still runs: then it stands against a whole month of last year.</summary>
    public required bool IsMonthOver { get; init; }

    public required DateTimeOffset CutOffAt { get; init; }

    /// <summary>The same in Asia/Shanghai, as it is printed.</summary>
    public required string CutOff { get; init; }

    public required int RuleSetVersion { get; init; }

    /// <summary>口径变化: the rules changed between the periods that are compared (CR-25); null when they didn't.</summary>
    public BilingualText? RuleSetWarning { get; init; }

    /// <summary>How far the sums have followed the ledger; null for reports that are reckoned from the sales themselves.</summary>
    public ProjectedThrough? ProjectedThrough { get; init; }

    public required BilingualText Scope { get; init; }

    public required IReadOnlyList<BilingualText> Notes { get; init; }
}

/// <summary>Growth, and what there is no figure for.</summary>
static class Growth
{
    public static Ratio Unknown { get; } = Ratio.Of(share: null);

    /// <summary>Over a base; unknown when the base is not positive (EC-72).</summary>
    public static Ratio Of(long now, long before) => Ratio.Of(Ratios.Of(now - before, before));

    /// <summary>The same of prices and quantities.</summary>
    public static Ratio Of(decimal? now, decimal? before) => Ratio.Of(before is > 0 ? (now - before) / before : null);
}

/// <summary>What a report of structure is asked for.</summary>
/// <param name="Month">Figures are of the year up to this month.</param>
/// <param name="Scheme">One scheme; null when not given.</param>
/// <param name="Tier">One tier; null when not given.</param>
/// <param name="PairingId">One pairing or designation; null for all.</param>
/// <param name="Region">What has a side in this region; null for all that the caller sees.</param>
/// <param name="Basis">By posting period or recognition date.</param>
/// <param name="Measure">All entries, or those whose sales are verified.</param>
/// <param name="KnownAt">As known at that instant; null for now.</param>
sealed record StructureQuery(
    Month Month,
    Scheme? Scheme,
    PairingTier? Tier,
    Guid? PairingId,
    string? Region,
    ViewBasis Basis,
    EvidenceState Measure = EvidenceState.Recognised,
    DateTimeOffset? KnownAt = null)
{
    /// <summary>Whether the sums for it are kept; otherwise they are reckoned from the entries.</summary>
    public bool IsProjected => Measure == EvidenceState.Recognised && KnownAt is null;

    public string? Segment => Region is null ? null : RegionPath.Segment(Region);

    /// <exception cref="InvalidRequestException">It asks for an instant in the future.</exception>
    public static StructureQuery Of(Month month, ReportQuery asked, TimeProvider clock, Guid? pairingId = null) => new(
        month, asked.SchemeAsked, asked.TierAsked, pairingId, asked.Region, asked.ViewAsked, asked.MeasureAsked, asked.InstantAsked(clock));

    /// <summary>For what is reckoned from the sales as they stand.</summary>
    /// <exception cref="InvalidRequestException">It asks for the verified measure or for an instant.</exception>
    public static StructureQuery OfNow(Month month, ReportQuery asked, TimeProvider clock)
    {
        var query = Of(month, asked, clock);
        return query.IsProjected
            ? query
            : throw new InvalidRequestException(
                "only_now",
                query.KnownAt is null ? "measure" : "knownAt",
                "本表按成交现状统计，不分已核实口径，也不支持 knownAt；历史时点请用 replay --until 还原。",
                "This report tells how sales stand now, verified or not; for an earlier instant restore the ledger with replay --until.");
    }
}

/// <summary>Makes headers.</summary>
static class StructureHeaders
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>The note that stands under every report.</summary>
    public static readonly BilingualText Amounts = new(
        "金额以分记账；万元数为四舍五入后的显示值，合计由分计算，可能与各行之和略有出入。不同渠道、不同层级的数字不得相加。",
        "Amounts are kept in fen; those in 10,000 yuan are rounded for reading, and since totals are computed from fen, due to rounding totals may differ. Figures of different schemes or tiers must not be added up.");

    /// <summary>Whose figures the caller is shown: those of the region asked for, within those that the caller may see.</summary>
    /// <exception cref="InvalidRequestException">There is no such region.</exception>
    public static async Task<BilingualText> ScopeAsync(
        CreditingDb db, Caller caller, string? region, CancellationToken ct, DateTimeOffset? knownAt = null)
    {
        var shown = region ?? (caller.SeesAll ? null : caller.Region);
        if (shown is null)
        {
            return new BilingualText("全国", "Nation");
        }

        var known = await db.RegionsKnown(knownAt).AsNoTracking().SingleOrDefaultAsync(one => one.RegionId == shown, ct);
        return known is null && region is not null
            ? throw new InvalidRequestException(
                "unknown_region",
                "region",
                "没有这个行政区划：请填写区划标识，例如 330200。",
                "There is no such region: give the id of a region, such as 330200.")
            : new BilingualText($"{known?.Name ?? shown}（{shown}）", $"{known?.Name ?? shown} ({shown})");
    }

    /// <summary>The header of a report on the year up to a month.</summary>
    public static async Task<StructureHeader> OfAsync(
        CreditingDb db,
        (string Report, BilingualText Title) report,
        (Month From, StructureQuery Query) period,
        BilingualText scope,
        DateTimeOffset clock,
        ProjectedThrough? projected,
        IReadOnlyList<BilingualText> notes,
        CancellationToken ct)
    {
        var (month, view, knownAt) = (period.Query.Month, period.Query.Basis, period.Query.KnownAt);
        var now = knownAt ?? clock;
        var isVerified = period.Query.Measure == EvidenceState.Verified;
        var sets = await db.RuleSets.AsNoTracking().Where(set => knownAt == null || set.FiledAt <= knownAt).Select(set => new { set.Version, set.EffectiveFrom }).ToListAsync(ct);
        var (baseFrom, baseTo) = (period.From.AddYears(-1), month.AddYears(-1));
        var inForce = sets.Where(set => set.EffectiveFrom <= month.LastDay).OrderBy(set => set.EffectiveFrom).ThenBy(set => set.Version).LastOrDefault();
        var changed = sets.Any(set => set.EffectiveFrom > baseFrom.FirstDay && set.EffectiveFrom <= month.LastDay);
        return new StructureHeader
        {
            Report = report.Report,
            Title = report.Title,
            View = view,
            ViewWords = view == ViewBasis.AsPosted
                ? new("记账期口径：按记账月份统计，已关账月份不再变动。", "As posted: by posting period; closed months never change.")
                : new("追溯口径：按原成交的认定日统计。", "Restated: by the recognition date of the original sale."),
            Measure = period.Query.Measure,
            MeasureWords = isVerified
                ? new("已核实：发票、付款与签收验收齐全的计量分录。", "Verified: entries whose sales are covered by invoice, payment and proof of delivery.")
                : new("已认定：全部计量分录，不论佐证是否齐全。", "Recognised: all entries, whatever is yet to be proved."),
            Month = month.ToString(),
            From = period.From.ToString(),
            BaseFrom = baseFrom.ToString(),
            BaseTo = baseTo.ToString(),
            IsMonthOver = BusinessDay.Of(now) > month.LastDay,
            CutOffAt = now,
            CutOff = now.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            RuleSetVersion = inForce?.Version ?? RuleBook.Version,
            RuleSetWarning = changed
                ? new("口径变化：对比期间计量规则版本不同，同比仅供参考。", "The rules changed between the periods that are compared: read growth with care.")
                : null,
            ProjectedThrough = period.Query.IsProjected ? projected : null,
            Scope = scope,
            Notes = [.. notes, Amounts],
        };
    }
}
