using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>What values are called in Chinese tables.</summary>
static class Labels
{
    static readonly Dictionary<Enum, string> Zh = new()
    {
        [Scheme.EastWest] = "东西部协作",
        [Scheme.Counterpart] = "对口支援",
        [Scheme.Designated] = "定点帮扶",
        [Scheme.Quota] = "预留份额",
        [PairingTier.Province] = "省",
        [PairingTier.City] = "市",
        [PairingTier.County] = "县",
        [PairingTier.Unit] = "单位",
        [UnitKind.GovernmentOrgan] = "机关",
        [UnitKind.PublicInstitution] = "事业单位",
        [UnitKind.School] = "学校",
        [UnitKind.Hospital] = "医院",
        [UnitKind.StateEnterprise] = "国企",
        [UnitKind.PrivateEnterprise] = "民企",
        [UnitKind.TradeUnion] = "工会",
        [UnitKind.MarketParticipant] = "市场主体",
        [BudgetLevel.Central] = "中央",
        [BudgetLevel.Province] = "省级",
        [BudgetLevel.Prefecture] = "市级",
        [BudgetLevel.County] = "县级",
        [BudgetLevel.Township] = "乡级",
        [CanteenKind.Own] = "自办",
        [CanteenKind.None] = "无食堂",
        [CanteenKind.Outsourced] = "外包",
        [CanteenKind.Shared] = "共用",
        [FacilitatorKind.Hall] = "展销馆",
        [FacilitatorKind.Market] = "批发市场",
        [FacilitatorKind.Supermarket] = "商超",
        [FacilitatorKind.Platform] = "电商平台",
        [FacilitatorKind.LiveStream] = "直播",
        [FacilitatorKind.Distributor] = "经销商",
        [FacilitatorKind.StaffOrganiser] = "组织职工采购的单位",
        [TargetMeasure.Sales] = "消费协作",
        [TargetMeasure.Buy] = "直接采购",
        [TargetMeasure.HelpSell] = "帮助销售",
        [TargetMeasure.AllSupport] = "消费帮扶总额",
    };

    public static string Of<T>(T value)
        where T : struct, Enum => Zh[value];

    /// <summary>The labels and the English names, and what they mean.</summary>
    public static Dictionary<string, T> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => (Word: Of(value), Value: value))
            .Concat(Enum.GetValues<T>().Select(value => (Word: value.ToString(), Value: value)))
            .ToDictionary(word => word.Word, word => word.Value);

    /// <summary>The value with that label or English name; null when there is none.</summary>
    public static T? Read<T>(string text)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Of(value) == text || string.Equals(value.ToString(), text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        return null;
    }
}
