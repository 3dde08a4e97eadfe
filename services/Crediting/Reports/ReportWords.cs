using Marketplace.Contracts;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Reports;

/// <summary>How schemes, tiers and types of entries are called in tables.</summary>
public static class ReportWords
{
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
        EntryType.PriceAdjust => new("价格冲减", "Price cut"),
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

    /// <summary>Both languages in one cell.</summary>
    public static string Both(this BilingualText words) => $"{words.Zh} {words.En}";
}
