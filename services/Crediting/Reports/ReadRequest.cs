using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// Reads a query string by the declaration of a report. Names of values are read in whatever case; all faults are told at once.
/// </summary>
sealed class ReadRequest
{
    static readonly string[] InstantFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK",
    ];

    static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset Latest = new(2099, 12, 31, 0, 0, 0, TimeSpan.Zero);

    readonly Report _report;
    readonly bool _isOwn;
    readonly IQueryCollection _query;
    readonly List<CheckFault> _faults = [];

    /// <param name="report">What is asked for.</param>
    /// <param name="query">The query string.</param>
    /// <param name="isOwn">It is asked for what is the caller's own: as it stands now, and by what is recognised.</param>
    public ReadRequest(Report report, IQueryCollection query, bool isOwn)
    {
        (_report, _query, _isOwn) = (report, query, isOwn);
        NotSeveral("scheme", "schemes");
        NotSeveral("tier", "tiers");
        var week = report.Period == ReportPeriod.Week ? WeekAsked() : (Week?)null;
        Request = new ReportRequest
        {
            Week = week,
            Month = week is { } days ? Month.Of(days.Sunday) : MonthAsked(),
            Scheme = Filter<Scheme>("scheme", ReportFilters.Scheme),
            Tier = Filter<PairingTier>("tier", ReportFilters.Tier),
            HolderId = HolderAsked(),
            Region = Text("region"),
            IsOwn = isOwn,
            UnitId = UnitAsked(),
            View = OneOf("view", report.OnlyView) ?? ViewBasis.AsPosted,
            Measure = OneOf("measure", isOwn ? EvidenceState.Recognised : report.OnlyMeasure) ?? EvidenceState.Recognised,
            KnownAt = InstantAsked(),
            Format = OneOf<ReportFormat>("format") ?? ReportFormat.Json,
            After = Text("after"),
            Size = NumberOf("size", PageQuery.SizeMax) ?? PageQuery.SizeDefault,
            Options = report.Options.Select(option => (option.Name, Value: OptionAsked(option))).Where(option => option.Value is not null)
                .ToDictionary(option => option.Name, option => option.Value!),
        };
    }

    public ReportRequest Request { get; }

    public IReadOnlyList<CheckFault> Faults => _faults;

    /// <summary>Null when it is not given.</summary>
    string? Text(string name) => _query.TryGetValue(name, out var values) && values.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>CR-13, EC-37: whoever wants one figure over all schemes gets the one that counts nothing twice.</summary>
    void NotSeveral(string name, string names)
    {
        if (Text(names) is not null || Text(name)?.Contains(',', StringComparison.Ordinal) == true)
        {
            Fault(
                Text(names) is null ? name : names,
                "parameter_invalid",
                "不同渠道、不同层级的数字不能相加：同一笔成交可能同时计入多个渠道和层级。"
                + "需要合计时，请用去重合计 /credits/reports/deduplicated-total，每笔成交只计一次。",
                "Figures of different schemes or tiers are not added up, since one sale may count in several of them. "
                + "For one figure take the de-duplicated total, /credits/reports/deduplicated-total, which counts each sale once.");
        }
    }

    Month MonthAsked()
    {
        if (Text("month") is not { } text || !Month.TryParse(text, CultureInfo.InvariantCulture, out var month))
        {
            Fault(
                "month", "month_invalid", "请填写 2000 年至 2099 年的月份，例如 2026-10。", "Give a month of the years 2000 to 2099, such as 2026-10.");
            return new Month(2000, 1);
        }

        return month;
    }

    Week WeekAsked()
    {
        var isDay = DateOnly.TryParseExact(Text("week"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        if (!isDay || day.Year is < 2000 or > 2099)
        {
            Fault(
                "week",
                isDay ? "day_out_of_range" : "day_invalid",
                "请填写该周的一天，2000 年至 2099 年，例如 2026-11-16。",
                "Give a day of the week, of the years 2000 to 2099, such as 2026-11-16.");
            day = new DateOnly(2000, 1, 3);
        }

        return Week.Of(day);
    }

    T? Filter<T>(string name, ReportFilters filter)
        where T : struct, Enum
    {
        if (_report.Filters.HasFlag(filter) || Text(name) is null)
        {
            return OneOf<T>(name);
        }

        NotSupported(name, new(
            "请去掉该参数；分渠道、分层级的数字见结对消费协作进度表（R1）和方式与渠道统计表（R4）。",
            "leave it out; figures by scheme and tier are in R1, pairing progress, and R4, modes and channels."));
        return null;
    }

    Guid? HolderAsked()
    {
        if (Text("holderId") is not { } text)
        {
            return null;
        }

        if (!_report.Filters.HasFlag(ReportFilters.Holder))
        {
            NotSupported("holderId", new(
                "请去掉该参数；单个结对见方式与渠道统计表（R4）或凭证穿透抽样表（R20）。",
                "leave it out; for one pairing take R4, modes and channels, or R20, evidence drill-down."));
            return null;
        }

        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        Fault("holderId", "parameter_invalid", "请填写结对或定点关系的标识。", "Give the id of a pairing or designation.");
        return null;
    }

    Guid? UnitAsked()
    {
        if (Text("unitId") is not { } text)
        {
            return null;
        }

        if (Guid.TryParse(text, out var id))
        {
            return id;
        }

        Fault("unitId", "parameter_invalid", "请填写单位标识。", "Give the id of a unit.");
        return null;
    }

    /// <summary>What may be chosen, or the only value that the report has.</summary>
    T? OneOf<T>(string name, T? only = null)
        where T : struct, Enum
    {
        if (Text(name) is not { } text || text.Contains(',', StringComparison.Ordinal))
        {
            return only;
        }

        if (Read<T>(text) is not { } value)
        {
            NoSuchValue(name, Enum.GetNames<T>());
            return only;
        }

        if (only is { } fixedValue && !EqualityComparer<T>.Default.Equals(value, fixedValue))
        {
            NotSupported(name, new(
                $"请去掉该参数，本表只有 {fixedValue}；另一口径见结对消费协作进度表（R1）。",
                $"leave it out, the report is {fixedValue} only; for the other take R1, pairing progress."));
        }

        return value;
    }

    DateTimeOffset? InstantAsked()
    {
        if (Text("knownAt") is not { } text)
        {
            return null;
        }

        if ((_isOwn ? ReportTexts.OnlyNow : _report.NotKnownAt) is { } instead)
        {
            NotSupported("knownAt", instead);
            return null;
        }

        if (ReadInstant(text) is { } instant)
        {
            return instant;
        }

        Fault(
            "knownAt",
            "instant_invalid",
            "请填写带时区的时刻，例如 2026-11-10T16:00:00Z（网址中的“+”须写作 %2B）。",
            "Give an instant with its offset, such as 2026-11-10T16:00:00Z (in an address \"+\" is written %2B).");
        return null;
    }

    string? OptionAsked(ReportOption option)
    {
        if (option.Values is not { } values)
        {
            return (
                NumberOf(option.Name, option.Max) is { } number ? number.ToString(CultureInfo.InvariantCulture) : null) ?? option.Default;
        }

        if (Text(option.Name) is not { } text)
        {
            return option.Default;
        }

        if (values.FirstOrDefault(value => value.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } known)
        {
            return known;
        }

        NoSuchValue(option.Name, values);
        return option.Default;
    }

    int? NumberOf(string name, int max)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= max)
        {
            return number;
        }

        Fault(name, "out_of_range", $"参数“{name}”须在 1 与 {max} 之间。", $"The parameter \"{name}\" must be between 1 and {max}.");
        return null;
    }

    void NoSuchValue(string name, IEnumerable<string> values) => Fault(
        name,
        "parameter_invalid",
        $"参数“{name}”只能是：{string.Join("、", values)}。",
        $"The parameter \"{name}\" is one of: {string.Join(", ", values)}.");

    void NotSupported(string name, BilingualText instead)
    {
        var text = ReportTexts.NotSupported(_report, name, instead);
        Fault(name, "not_supported", text.Zh, text.En);
    }

    void Fault(string field, string code, string zh, string en) => _faults.Add(new CheckFault(field, code, zh, en));

    static T? Read<T>(string text)
        where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase)).Cast<T?>().FirstOrDefault();

    static DateTimeOffset? ReadInstant(string text)
    {
        if (!(text.EndsWith('Z') || (text.Length > 6 && text[^6] is '+' or '-' && text[^3] == ':'))
            || !DateTimeOffset.TryParseExact(
                text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant))
        {
            return null;
        }

        return instant < Earliest || instant > Latest ? null : DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
    }
}
