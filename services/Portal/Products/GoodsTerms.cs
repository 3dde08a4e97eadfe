using Marketplace.Client.Catalog;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Products;

/// <summary>How the terms of the catalogue are called.</summary>
static class GoodsTerms
{
    extension(Language language)
    {
        public string Category(Enum? category) => category?.ToString() switch
        {
            nameof(ProductCategory.Grain) => language["粮食", "Grain"],
            nameof(ProductCategory.Vegetable) => language["蔬菜", "Vegetables"],
            nameof(ProductCategory.Fruit) => language["水果", "Fruit"],
            nameof(ProductCategory.Meat) => language["畜肉", "Meat"],
            nameof(ProductCategory.Poultry) => language["禽肉", "Poultry"],
            nameof(ProductCategory.Egg) => language["蛋", "Eggs"],
            nameof(ProductCategory.Fishery) => language["水产", "Fish"],
            nameof(ProductCategory.Dairy) => language["奶", "Dairy"],
            nameof(ProductCategory.Fungus) => language["食用菌", "Fungi"],
            nameof(ProductCategory.Nut) => language["坚果", "Nuts"],
            nameof(ProductCategory.Spice) => language["香料", "Spices"],
            nameof(ProductCategory.Condiment) => language["调味品", "Condiments"],
            nameof(ProductCategory.Beverage) => language["饮料", "Drinks"],
            nameof(ProductCategory.Tea) => language["茶叶", "Tea"],
            nameof(ProductCategory.Herb) => language["中药材", "Herbs"],
            nameof(ProductCategory.Forest) => language["林产品", "Forest products"],
            nameof(ProductCategory.Handicraft) => language["手工艺品", "Handicrafts"],
            nameof(ProductCategory.Other) => language["其他", "Other"],
            _ => "",
        };

        public string Processing(ProcessingLevel level) => level switch
        {
            ProcessingLevel.Raw => language["初级农产品", "Raw"],
            ProcessingLevel.Primary => language["初加工", "Primary processing"],
            ProcessingLevel.Deep => language["深加工", "Processed"],
        };

        public string Certificate(CertificateKind kind) => kind switch
        {
            CertificateKind.Recognition => language["产品认定", "Recognition"],
            CertificateKind.GreenFood => language["绿色食品", "Green food"],
            CertificateKind.Organic => language["有机产品", "Organic"],
            CertificateKind.GeographicalIndication => language["地理标志", "Geographical indication"],
            CertificateKind.Conformity => language["承诺达标合格证", "Conformity"],
        };

        public string Record(RecordState state) => state switch
        {
            RecordState.Claimed => language["待县级确认", "Not confirmed yet"],
            RecordState.Confirmed => language["有效", "Valid"],
            RecordState.Declined => language["县级否认", "Declined"],
            RecordState.Withdrawn => language["已撤销", "Withdrawn"],
            RecordState.Expired => language["已过期", "Expired"],
        };

        /// <summary>A price of a trade unit.</summary>
        public string Price(string unitPrice, string unit) => language[$"{unitPrice} 元/{unit}", $"¥{unitPrice} / {unit}"];

        /// <summary>In which days it can be had; null when always.</summary>
        public string? Season(DeliveryTerms? terms) => terms switch
        {
            { HarvestFrom: { } from, HarvestUntil: { } until } =>
                language[$"{Short(from)} 至 {Short(until)} 供应", $"{Short(from)} to {Short(until)}"],
            { HarvestFrom: { } from } => language[$"{Short(from)} 起供应", $"from {Short(from)}"],
            { HarvestUntil: { } until } => language[$"供应至 {Short(until)}", $"until {Short(until)}"],
            _ => null,
        };
    }

    static string Short(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
