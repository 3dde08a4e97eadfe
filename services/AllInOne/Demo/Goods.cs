using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Demo;

/// <summary>A product that a cooperative of the demo sells.</summary>
/// <param name="Number">Makes the product's id, which stays the same from one performance to the next.</param>
/// <param name="Seller">The demo identity that sells it.</param>
/// <param name="Origin">The id of the county that recognised it.</param>
/// <param name="Price">Yuan per trade unit.</param>
/// <param name="BulkFrom">The quantity from which the bulk price applies; null when there is none.</param>
/// <param name="Stock">How much of it is to be on offer when the performance begins.</param>
sealed record Good(
    int Number,
    string Seller,
    string Name,
    string English,
    ProductCategory Category,
    ProcessingLevel Level,
    string Origin,
    TradeUnit Unit,
    decimal Price,
    decimal? BulkFrom,
    decimal? BulkPrice,
    decimal Stock)
{
    public Guid Id => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"0199a000-0000-7000-8000-{400 + Number:D12}"));

    /// <summary>The price of the tier that the quantity reaches.</summary>
    public UnitPrice PriceFor(decimal quantity) => UnitPrice.FromYuan(quantity >= BulkFrom ? BulkPrice!.Value : Price);
}

/// <summary>Specialties of the counties in question, at plausible prices.</summary>
static class Goods
{
    static readonly TradeUnit Kilogram = new() { Name = "kg", Grams = 1_000 };

    public static Good Pepper { get; } = new(
        1, "jinyang-pepper", "金阳青花椒", "green pepper", ProductCategory.Spice,
        ProcessingLevel.Primary, "513430", Kilogram, 38.60m, 500, 36.80m, 2_000);

    public static Good PepperOil { get; } = new(
        2, "jinyang-online", "金阳青花椒油", "green pepper oil", ProductCategory.Condiment,
        ProcessingLevel.Deep, "513430", Pack("瓶", 500), 26.80m, null, null, 1_000);

    public static Good YanyuanApple { get; } = new(
        3, "yanyuan-apple", "盐源苹果", "apples", ProductCategory.Fruit, ProcessingLevel.Raw, "513423", Kilogram, 7.60m, 2_000, 7.2m, 20_000);

    public static Good Goose { get; } = new(
        4, "yanyuan-apple", "盐源大鹅", "geese", ProductCategory.Poultry, ProcessingLevel.Raw,
        "513423", new TradeUnit { Name = "只", Pieces = 1 }, 128m, null, null, 1_200);

    public static Good ZhaojuePotato { get; } = new(
        5, "zhaojue-potato", "昭觉马铃薯", "potatoes", ProductCategory.Vegetable,
        ProcessingLevel.Raw, "513431", Kilogram, 2.40m, 5_000, 2.25m, 30_000);

    public static Good Kiwi { get; } = new(
        6, "cangxi-kiwi", "苍溪红心猕猴桃", "red kiwifruit", ProductCategory.Fruit,
        ProcessingLevel.Raw, "510824", Kilogram, 16.80m, 1_000, 15.9m, 6_000);

    public static Good WoodEar { get; } = new(
        7, "qingchuan-fungus", "青川黑木耳", "wood ear fungus", ProductCategory.Fungus,
        ProcessingLevel.Primary, "510822", Kilogram, 96.00m, null, null, 400);

    public static Good WanyuanPotato { get; } = new(
        8, "wanyuan-potato", "万源马铃薯", "potatoes", ProductCategory.Vegetable,
        ProcessingLevel.Raw, "511781", Kilogram, 2.60m, null, null, 20_000);

    public static Good Oats { get; } = new(
        9, "wuchuan-oats", "武川燕麦片", "oat flakes", ProductCategory.Grain,
        ProcessingLevel.Deep, "150125", Pack("袋", 1_500), 19.90m, 500, 18.9m, 3_000);

    public static Good WuchuanPotato { get; } = new(
        10, "wuchuan-farm", "武川马铃薯", "potatoes", ProductCategory.Vegetable,
        ProcessingLevel.Raw, "150125", Kilogram, 2.20m, null, null, 30_000);

    public static Good Mutton { get; } = new(
        11, "wuchuan-farm", "武川羊肉", "mutton", ProductCategory.Meat, ProcessingLevel.Primary, "150125", Kilogram, 72.00m, null, null, 200);

    public static Good Noodles { get; } = new(
        12, "xiji-noodles", "西吉马铃薯粉条", "potato noodles", ProductCategory.Vegetable,
        ProcessingLevel.Deep, "640422", Pack("袋", 2_000), 12.50m, 1_000, 11.8m, 8_000);

    public static Good MaijiApple { get; } = new(
        13, "maiji-apple", "麦积苹果", "apples", ProductCategory.Fruit, ProcessingLevel.Raw, "620503", Kilogram, 6.80m, null, null, 12_000);

    public static Good Embroidery { get; } = new(
        14, "songtao-embroidery", "松桃苗绣", "Miao embroidery", ProductCategory.Handicraft,
        ProcessingLevel.Deep, "520628", new TradeUnit { Name = "件", Pieces = 1 }, 260.00m, null, null, 300);

    public static Good JiulongTea { get; } = new(
        15, "jiulong-tea", "九龙茶", "mountain tea", ProductCategory.Tea,
        ProcessingLevel.Primary, "513324", Pack("盒", 250), 88.00m, null, null, 600);

    public static Good Banana { get; } = new(
        16, "ceheng-banana", "册亨糯米蕉", "bananas", ProductCategory.Fruit, ProcessingLevel.Raw, "522327", Kilogram, 5.20m, null, null, 15_000);

    public static Good Buckwheat { get; } = new(
        17, "zhaojue-potato", "昭觉苦荞面", "tartary buckwheat flour", ProductCategory.Grain,
        ProcessingLevel.Primary, "513431", Kilogram, 6.00m, null, null, 1_000);

    public static Good Walnut { get; } = new(
        18, "yanyuan-apple", "盐源核桃", "walnuts", ProductCategory.Nut, ProcessingLevel.Primary, "513423", Kilogram, 32.00m, null, null, 500);

    public static IReadOnlyList<Good> All { get; } =
    [
        Pepper, PepperOil, YanyuanApple, Goose, ZhaojuePotato, Kiwi, WoodEar, WanyuanPotato,
        Oats, WuchuanPotato, Mutton, Noodles, MaijiApple, Embroidery, JiulongTea, Banana,
        Buckwheat, Walnut,
    ];

    static TradeUnit Pack(string name, long grams) => new() { Name = name, Grams = grams };
}
