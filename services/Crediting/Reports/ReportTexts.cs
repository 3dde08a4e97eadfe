using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

/// <summary>What terms are called in reports, and the sentences that all reports share.</summary>
public static partial class ReportTexts
{
    /// <summary>In what amounts are printed.</summary>
    static readonly BilingualText TenThousandYuan = new("万元（fen 为分，精确值）", "10,000 yuan (fen: exact)");

    static readonly BilingualText Yuan = new("元（fen 为分，精确值）", "yuan (fen: exact)");

    static readonly BilingualText YuanOrTenThousand = new("万元或元，见各列（fen 为分，精确值）", "10,000 yuan or yuan, as each column says (fen: exact)");

    /// <summary>In what a report's amounts are printed.</summary>
    public static BilingualText AmountsUnitOf(Report report)
    {
        var (inYuan, inTenThousands) = (Has(CellKind.Yuan), Has(CellKind.Amount));
        return inYuan && inTenThousands ? YuanOrTenThousand : inYuan ? Yuan : TenThousandYuan;

        bool Has(CellKind kind) => report.AllColumns.Any(column => column.Kind == kind);
    }

    /// <summary>Stands under every report.</summary>
    public static readonly BilingualText Rounding = new(
        "金额以分记账；万元数为四舍五入后的显示值，合计由分计算，可能与各行之和略有出入。不同渠道、不同层级的数字不得相加。",
        "Amounts are kept in fen; those in 10,000 yuan are rounded for reading, and since totals are computed from fen, due to rounding "
        + "totals may differ. Figures of different schemes or tiers must not be added up.");

    /// <summary>CR-25.</summary>
    public static readonly BilingualText RulesChanged = new(
        "口径变化：两期统计口径版本不同，同比仅供参考。",
        "Definitions have changed: the two periods were computed by different rule sets.");

    /// <summary>Why a report of how sales stand can't be asked for as known at an instant.</summary>
    public static readonly BilingualText OnlyNow = new(
        "本表按成交现状统计，账本只保存成交的最新状态；历史时点请用 replay --until 还原账本后查询，已封存的数字请看快照。",
        "it tells how sales stand now, of which only the latest state is kept; for an earlier instant restore the ledger with "
        + "replay --until and ask there, and for what was sealed read the snapshots.");

    public static BilingualText Of(ViewBasis view) => view switch
    {
        ViewBasis.AsPosted => new("记账期口径：按记账月份统计，已关账月份不再变动。", "As posted: by posting period; closed months never change."),
        ViewBasis.Restated => new("追溯口径：按原成交的认定日统计。", "Restated: by the recognition date of the original sale."),
        _ => throw new ArgumentOutOfRangeException(nameof(view)),
    };

    public static BilingualText Of(EvidenceState measure) => measure switch
    {
        EvidenceState.Recognised => new(
            "已认定：全部计量分录，不论佐证是否齐全（用于调度）。",
            "Recognised: all entries, whatever is yet to be proved (for dispatch)."),
        EvidenceState.Verified => new(
            "已核实：发票、付款与签收验收齐全的计量分录（用于评估）。",
            "Verified: entries whose sales are covered by invoice, payment and proof of delivery (for assessment)."),
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };

    /// <summary>The one refusal of what a report doesn't offer.</summary>
    /// <param name="report">Which report.</param>
    /// <param name="field">The parameter.</param>
    /// <param name="instead">Why, and what to ask instead.</param>
    public static BilingualText NotSupported(Report report, string field, BilingualText instead) => new(
        $"{report.Title.Zh}（{report.Code}）不支持参数“{field}”：{instead.Zh}",
        $"{report.Title.En} ({report.Code}) doesn't take the parameter \"{field}\": {instead.En}");

    public static BilingualText Of(Scheme scheme) => scheme switch
    {
        Scheme.EastWest => new("东西部协作", "East–West"),
        Scheme.Counterpart => new("对口支援", "Counterpart"),
        Scheme.Designated => new("定点帮扶", "Designated"),
        Scheme.Quota => new("预留份额", "Quota"),
        _ => throw new ArgumentOutOfRangeException(nameof(scheme)),
    };

    public static BilingualText Of(PairingTier tier) => tier switch
    {
        PairingTier.Province => new("省级", "Province"),
        PairingTier.City => new("市级", "City"),
        PairingTier.County => new("县级", "County"),
        PairingTier.Unit => new("单位", "Unit"),
        _ => throw new ArgumentOutOfRangeException(nameof(tier)),
    };

    public static BilingualText Of(EntryType type) => type switch
    {
        EntryType.Original => new("正常认定", "Original"),
        EntryType.Late => new("补记", "Late"),
        EntryType.Return => new("退货冲减", "Return"),
        EntryType.PriceAdjust => new("价格调整", "Price adjustment"),
        EntryType.Void => new("作废", "Void"),
        EntryType.ReclassOut => new("调出", "Reclassified away"),
        EntryType.ReclassIn => new("调入", "Reclassified here"),
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    public static BilingualText Of(CreditMode mode) => mode switch
    {
        CreditMode.DirectPurchase => new("直接采购", "Direct purchase"),
        CreditMode.AssistedSale => new("帮助销售", "Assisted sale"),
        _ => throw new ArgumentOutOfRangeException(nameof(mode)),
    };

    public static BilingualText Of(CreditOutcome outcome) => outcome switch
    {
        CreditOutcome.Credited => new("已认定", "Credited"),
        CreditOutcome.Unpaired => new("未结对", "Unpaired"),
        CreditOutcome.Unattributed => new("产地未认定", "Unattributed"),
        CreditOutcome.NotEligible => new("不予认定", "Not eligible"),
        CreditOutcome.Held => new("待定", "Held"),
        CreditOutcome.ReverseFlow => new("东货西流", "Reverse flow"),
        CreditOutcome.NothingAccepted => new("无可认定金额", "Nothing to credit"),
        CreditOutcome.NotApplicable => new("不适用", "Not applicable"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    public static BilingualText Of(ProgressStatus status) => status switch
    {
        ProgressStatus.Ahead => new("超前", "Ahead"),
        ProgressStatus.SlightlyBehind => new("略滞后", "Slightly behind"),
        ProgressStatus.Behind => new("滞后（橙色）", "Behind (amber)"),
        ProgressStatus.SeriouslyBehind => new("严重滞后（红色）", "Seriously behind (red)"),
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    public static BilingualText Of(AlertLevel level) => level switch
    {
        AlertLevel.Yellow => new("黄色", "Yellow"),
        AlertLevel.Amber => new("橙色", "Amber"),
        AlertLevel.Red => new("红色", "Red"),
        AlertLevel.Hold => new("暂缓", "Hold"),
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    public static BilingualText Of(CreditReason reason) => reason.Words;

    public static BilingualText Of(OrderEnd end) => end switch
    {
        OrderEnd.Top => new("首位", "Top"),
        OrderEnd.Bottom => new("末位", "Bottom"),
        _ => throw new ArgumentOutOfRangeException(nameof(end)),
    };

    public static BilingualText Of(Stratum stratum) => stratum switch
    {
        Stratum.Large => new("大额", "Large"),
        Stratum.Medium => new("中额", "Medium"),
        Stratum.Small => new("小额", "Small"),
        _ => throw new ArgumentOutOfRangeException(nameof(stratum)),
    };

    /// <summary>Both languages in one cell.</summary>
    public static string Both(this BilingualText text) => $"{text.Zh} {text.En}";
}
