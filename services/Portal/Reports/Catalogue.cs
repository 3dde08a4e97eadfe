using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.Portal.Reports;

/// <summary>A report that the ledger makes.</summary>
/// <param name="Path">The last part of its address.</param>
/// <param name="Filters">By what it can be narrowed, as the interface calls it, beside the month or week.</param>
sealed record ReportKind(string Path, string Zh, string En, string ZhFor, string EnFor, params string[] Filters)
{
    /// <summary>Whether it is made for a week and not for a month.</summary>
    public bool IsWeekly => Path == "weekly-dispatch";

    /// <summary>Whether it is of one pairing or designation, from whose entries it is reached.</summary>
    public bool IsOfHolder => Path == "drill-down";
}

/// <summary>The reports, in the order in which offices use them.</summary>
static class Catalogue
{
    const string Scheme = "scheme";
    const string Tier = "tier";
    const string View = "view";
    const string Measure = "measure";

    /// <summary>Names the pairing or designation of a report that is of one.</summary>
    public const string HolderId = "holderId";

    public static IReadOnlyList<ReportKind> All { get; } =
    [
        new("pairing-progress", "结对消费协作进度表", "Pairing progress",
            "每个结对的目标、完成与时间进度", "Target, amount and calendar of each pairing", Scheme, Tier, View, Measure),
        new("weekly-dispatch", "消费协作周调度表", "Weekly dispatch",
            "本周与上周，缺口与每周需完成", "This week and the last, the gap, and what each week takes", Scheme, Tier),
        new("circular", "消费协作工作通报", "Circular", "县的排名与任务完成", "Ranks of counties, and tasks done", Scheme, Tier, View, Measure),
        new("mode-channel", "方式与渠道统计表", "Modes and channels",
            "直接采购、帮助销售与各渠道", "Direct, assisted, and by channel", Scheme, Tier, View, Measure),
        new("categories", "品类结构统计表", "Categories and products", "品类、数量与价格", "Categories, quantities, prices", Scheme, Tier, View, Measure),
        new("unit-types", "采购主体结构统计表", "Kinds of purchasing units", "谁在采购，复购如何", "Who buys, and who again", Scheme, Tier, View, Measure),
        new("top-bottom", "头部结对与首末位", "Top and bottom pairings",
            "首末位与集中度", "First, last, and how concentrated", Scheme, Tier, View, Measure),
        new("dependence", "依赖度与市场化统计表", "Dependence on policy demand", "政策性需求占比与承压", "Policy's share, and the stress without it"),
        new("county-sales", "县域销售情况表", "Sales of counties", "各县销往何处", "Where counties sell to"),
        new("deduplicated-total", "去重合计", "De-duplicated total", "跨渠道、跨层级不重复的合计", "A total over schemes and tiers, nothing twice"),
        new("designated-units", "定点单位消费帮扶进度表", "Designated units", "定点单位的任务与完成", "Tasks of designated units", View, Measure),
        new("pairing-designated-units", "协作定点单位采购表", "Pairing-designated units", "结对内定点单位的采购", "What they bought", View, Measure),
        new("quota", "预留份额执行情况表", "Execution of reserved quotas", "预留份额填报与执行", "Filed and executed", View, Measure),
        new("unpaired-held", "未结对与待定情况表", "Unpaired and held sales", "为什么没有计入", "Why it did not count"),
        new("adjustments", "关账后调整说明", "Adjustments after close", "关账后又变了什么", "What changed later", Scheme, Tier),
        new("handover", "结对交接表", "Handover of ending pairings", "将结束结对的未了事项", "What is open where a pairing ends", Scheme, Tier),
        new("quality", "质量（退换）", "Returns and replacements", "退货与换货", "Returned and replaced"),
        new("drill-down", "凭证穿透抽样表", "Evidence drill-down", "抽样核对到凭证", "Samples down to the papers"),
    ];

    public static ReportKind? Find(string path) => All.FirstOrDefault(kind => kind.Path == path);

    /// <summary>The address at the ledger, with the filters that the request names.</summary>
    /// <param name="suffix">"/file" for the file.</param>
    public static string AddressOf(ReportKind kind, IQueryCollection query, DateOnly today, string suffix = "", params string[] more)
    {
        var (name, value) = Period(kind, query, today);
        string[] names = [.. kind.Filters, .. kind.IsOfHolder ? (string[])[HolderId] : [], .. more];
        var filters = names.Where(filter => query[filter].ToString().Length > 0)
            .Select(filter => $"&{filter}={Uri.EscapeDataString(query[filter].ToString())}");
        return $"/credits/reports/{kind.Path}{suffix}?{name}={Uri.EscapeDataString(value)}{string.Concat(filters)}";
    }

    /// <summary>The month or the week that the request names; the current one when it names none.</summary>
    public static (string Name, string Value) Period(ReportKind kind, IQueryCollection query, DateOnly today)
    {
        var name = kind.IsWeekly ? "week" : "month";
        return query[name].ToString() is { Length: > 0 } asked
            ? (name, asked)
            : (name, today.ToString(kind.IsWeekly ? "yyyy-MM-dd" : "yyyy-MM", CultureInfo.InvariantCulture));
    }

    public static DateOnly Today(TimeProvider clock) => BusinessDay.Of(clock.GetUtcNow());
}
