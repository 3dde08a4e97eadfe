using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Reports;

/// <summary>What channels, goods, units and canteens are called.</summary>
public static partial class ReportTexts
{
    public static BilingualText Of(SalesChannel channel) => channel switch
    {
        SalesChannel.PlatformOrder => new("平台订单", "Marketplace order"),
        SalesChannel.Platform832 => new("832 平台", "Platform 832"),
        SalesChannel.SpecialCabinet => new("专柜", "Special cabinet"),
        SalesChannel.SpecialHall => new("专馆", "Special hall"),
        SalesChannel.SpecialZone => new("专区", "Special zone"),
        SalesChannel.Market => new("批发市场、商超", "Market or supermarket"),
        SalesChannel.LiveStream => new("直播电商", "Live stream and e-commerce"),
        SalesChannel.Distributor => new("经销商", "Distributor"),
        SalesChannel.Exhibition => new("展销会", "Exhibition"),
        SalesChannel.Union => new("工会福利", "Trade union welfare"),
        SalesChannel.Staff => new("职工个人采购", "Staff purchase"),
        _ => throw new ArgumentOutOfRangeException(nameof(channel)),
    };

    /// <summary>The first level of the category: what CR-05 tells apart.</summary>
    public static BilingualText GroupOf(ProductCategory category) => category switch
    {
        ProductCategory.Grain or ProductCategory.Vegetable or ProductCategory.Fruit or ProductCategory.Fungus or ProductCategory.Spice
            or ProductCategory.Condiment or ProductCategory.Beverage or ProductCategory.Tea or ProductCategory.Herb =>
                new("农产品", "Farm products"),
        ProductCategory.Meat or ProductCategory.Poultry or ProductCategory.Egg or ProductCategory.Dairy => new("畜产品", "Livestock products"),
        ProductCategory.Fishery => new("水产品", "Fishery products"),
        ProductCategory.Nut or ProductCategory.Forest => new("林产品", "Forest products"),
        ProductCategory.Handicraft => new("特色手工艺品", "Special handicrafts"),
        ProductCategory.Other => new("其他", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };

    public static BilingualText Of(ProductCategory category) => category switch
    {
        ProductCategory.Grain => new("粮食", "Grain"),
        ProductCategory.Vegetable => new("蔬菜", "Vegetables"),
        ProductCategory.Fruit => new("水果", "Fruit"),
        ProductCategory.Meat => new("肉类", "Meat"),
        ProductCategory.Poultry => new("禽类", "Poultry"),
        ProductCategory.Egg => new("禽蛋", "Eggs"),
        ProductCategory.Fishery => new("水产", "Fishery"),
        ProductCategory.Dairy => new("奶类", "Dairy"),
        ProductCategory.Fungus => new("食用菌", "Fungi"),
        ProductCategory.Nut => new("坚果", "Nuts"),
        ProductCategory.Spice => new("香辛料", "Spices"),
        ProductCategory.Condiment => new("调味品", "Condiments"),
        ProductCategory.Beverage => new("饮品", "Beverages"),
        ProductCategory.Tea => new("茶叶", "Tea"),
        ProductCategory.Herb => new("中药材", "Herbs"),
        ProductCategory.Forest => new("林产品", "Forest products"),
        ProductCategory.Handicraft => new("特色手工艺品", "Special handicrafts"),
        ProductCategory.Other => new("其他", "Other"),
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };

    public static BilingualText Of(ProcessingLevel level) => level switch
    {
        ProcessingLevel.Raw => new("初级产品", "Raw"),
        ProcessingLevel.Primary => new("初加工", "Primary processing"),
        ProcessingLevel.Deep => new("精深加工", "Deep processing"),
        _ => throw new ArgumentOutOfRangeException(nameof(level)),
    };

    public static BilingualText Of(UnitKind kind) => kind switch
    {
        UnitKind.GovernmentOrgan => new("机关", "Government organ"),
        UnitKind.PublicInstitution => new("事业单位", "Public institution"),
        UnitKind.School => new("学校", "School"),
        UnitKind.Hospital => new("医院", "Hospital"),
        UnitKind.StateEnterprise => new("国企", "State enterprise"),
        UnitKind.PrivateEnterprise => new("民企", "Private enterprise"),
        UnitKind.TradeUnion => new("工会", "Trade union"),
        UnitKind.MarketParticipant => new("市场主体", "Market participant"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>How a canteen is run (R8: 有/无/外包/共用).</summary>
    public static BilingualText Of(CanteenKind kind) => kind switch
    {
        CanteenKind.Own => new("有（自办）", "Own"),
        CanteenKind.None => new("无", "None"),
        CanteenKind.Outsourced => new("外包", "Outsourced"),
        CanteenKind.Shared => new("共用", "Shared"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>How a unit stands to its quota (R8).</summary>
    public static BilingualText Of(QuotaState state) => state switch
    {
        QuotaState.Filed => new("已填报", "Filed"),
        QuotaState.NotFiled => new("未填报", "Not filed"),
        QuotaState.NoCanteen => new("无食堂，不适用比例", "No canteen: no ratio"),
        QuotaState.SharedWithAnother => new("与其他单位共用食堂", "Shares a canteen"),
        QuotaState.Waived => new("依文件免予预留", "Waived by document"),
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
