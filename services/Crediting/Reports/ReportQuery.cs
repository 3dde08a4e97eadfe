using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>In which form a report is answered.</summary>
public enum ReportFormat
{
    Json = 1,
    Csv = 2,
    Xlsx = 3,
}

/// <summary>What every report may be asked for besides its period; bind it with [AsParameters]. Names are read in whatever case (CR-13).</summary>
/// <param name="Scheme">EastWest, Counterpart, Designated or Quota: one of them, never several.</param>
/// <param name="Tier">Province, City, County or Unit: one of them.</param>
/// <param name="Region">The id of a region: only what has a side in it.</param>
/// <param name="View">asPosted (when not given) or restated.</param>
/// <param name="Measure">recognised (when not given) or verified.</param>
/// <param name="KnownAt">An instant with its offset, such as 2026-11-10T16:00:00Z: the report as it could be made then.</param>
/// <param name="Format">json (when not given), csv or xlsx.</param>
/// <param name="Schemes">Not offered: figures of several schemes are not added up.</param>
/// <param name="Tiers">Not offered: figures of several tiers are not added up.</param>
public sealed record ReportQuery(
    string? Scheme = null,
    string? Tier = null,
    string? Region = null,
    string? View = null,
    string? Measure = null,
    string? KnownAt = null,
    string? Format = null,
    string? Schemes = null,
    string? Tiers = null) : IChecked
{
    static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
    ];

    static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Latest = new(2099, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Null for all, each by itself.</summary>
    public Scheme? SchemeAsked => Read<Scheme>(Scheme);

    /// <summary>Null for all, each by itself.</summary>
    public PairingTier? TierAsked => Read<PairingTier>(Tier);

    public ViewBasis ViewAsked => Read<ViewBasis>(View) ?? ViewBasis.AsPosted;

    public EvidenceState MeasureAsked => Read<EvidenceState>(Measure) ?? EvidenceState.Recognised;

    public ReportFormat FormatAsked => Read<ReportFormat>(Format) ?? ReportFormat.Json;

    /// <summary>Null for now. Whole milliseconds, as the ledger keeps them.</summary>
    /// <exception cref="InvalidRequestException">It lies in the future, of which nothing is known.</exception>
    public DateTimeOffset? InstantAsked(TimeProvider clock)
    {
        var instant = ReadInstant(KnownAt);
        return instant > clock.GetUtcNow()
            ? throw new InvalidRequestException(
                "instant_in_future", "knownAt", "knownAt 不能晚于现在。", "knownAt must not lie in the future.")
            : instant;
    }

    public void Check(Checks checks)
    {
        NotSeveral(checks, Scheme, Schemes, "scheme", "schemes");
        NotSeveral(checks, Tier, Tiers, "tier", "tiers");
        OneOf<Scheme>(checks, Scheme, "scheme");
        OneOf<PairingTier>(checks, Tier, "tier");
        OneOf<ViewBasis>(checks, View, "view");
        OneOf<EvidenceState>(checks, Measure, "measure");
        OneOf<ReportFormat>(checks, Format, "format");
        checks.That(
            KnownAt is null || ReadInstant(KnownAt) is not null,
            "knownAt",
            "instant_invalid",
            "请填写带时区的时刻，例如 2026-11-10T16:00:00Z（网址中的“+”须写作 %2B）。",
            "Give an instant with its offset, such as 2026-11-10T16:00:00Z (in an address \"+\" is written %2B).");
    }

    /// <summary>EC-37: whoever wants one figure over all schemes gets the one that counts nothing twice.</summary>
    static void NotSeveral(Checks checks, string? one, string? several, string field, string fields) => checks.That(
        several is null && one?.Contains(',', StringComparison.Ordinal) != true,
        several is null ? field : fields,
        "parameter_invalid",
        "不同渠道、不同层级的数字不能相加：同一笔成交可能同时计入多个渠道和层级。需要合计时，请用去重合计 /credits/reports/deduplicated-total，每笔成交只计一次。",
        "Figures of different schemes or tiers are not added up, since one sale may count in several of them. For one figure take the de-duplicated total, /credits/reports/deduplicated-total, which counts each sale once.");

    static void OneOf<T>(Checks checks, string? text, string field)
        where T : struct, Enum => checks.That(
            text is null || text.Contains(',', StringComparison.Ordinal) || Read<T>(text) is not null,
            field,
            "parameter_invalid",
            $"参数“{field}”只能是：{string.Join("、", Enum.GetNames<T>())}。",
            $"The parameter \"{field}\" is one of: {string.Join(", ", Enum.GetNames<T>())}.");

    static T? Read<T>(string? text)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Cast<T?>().FirstOrDefault();

    static DateTimeOffset? ReadInstant(string? text)
    {
        if (text is null || !(text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':'))
            || !DateTimeOffset.TryParseExact(text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return null;
        }

        return instant < Earliest || instant > Latest ? null : DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
    }
}
