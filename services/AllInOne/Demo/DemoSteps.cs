using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.AllInOne.Demo;

/// <summary>A cooperative as it registers. Where it works never decides where its goods come from (CR-12).</summary>
sealed record Seller(string Identity, SupplierType Type, string RegisteredIn, string WorksIn);

/// <summary>A purchasing unit as it registers.</summary>
/// <param name="BudgetYuan">What its budget leaves to spend when the performance begins.</param>
sealed record Buyer(string Identity, UnitKind Kind, string Region, string Address, decimal BudgetYuan, bool IsPairingDesignated = false);

/// <summary>A carrier as it applies.</summary>
/// <param name="WaybillPrefix">How its waybills begin.</param>
sealed record Haulier(string Identity, string CreditCode, string Region, string WaybillPrefix);

/// <summary>A pairing that is expected to get credit, written down here by policy and not asked of the marketplace.</summary>
sealed record Pair(Scheme Scheme, PairingTier Tier, string East, string West);

/// <summary>What is ordered, and what the buyer finds when it arrives.</summary>
/// <param name="Pairs">Who is to be credited; nobody for goods that belong to no pairing.</param>
/// <param name="QuotedYuan">The price that the seller quotes to this buyer; that of its listing when null.</param>
sealed record DemoLine(
    Good Good, decimal Quantity, Pair[] Pairs, decimal Short = 0, decimal Rejected = 0, string? Why = null, decimal? QuotedYuan = null)
{
    public decimal Accepted => Quantity - Short - Rejected;

    public UnitPrice Price => QuotedYuan is { } yuan ? UnitPrice.FromYuan(yuan) : Good.PriceFor(Quantity);

    public Money Ordered => Money.Of(Contracts.Quantity.Of(Quantity), Price);

    /// <summary>What is to be credited: at the price of the ordered quantity, whatever arrived.</summary>
    public Money Credited => Money.Of(Contracts.Quantity.Of(Accepted), Price);
}

/// <summary>An order of the performance.</summary>
/// <param name="Refusal">Why it is expected to be refused; null when it is to go through.</param>
sealed record Purchase(string Buyer, DemoLine[] Lines, CancellationReason? Refusal = null);

/// <summary>The performance: who takes part, who orders what, and what is to come of it.</summary>
static class DemoSteps
{
    static readonly Pair ZhejiangSichuan = new(Scheme.EastWest, PairingTier.Province, "330000", "510000");
    static readonly Pair NingboLiangshan = new(Scheme.EastWest, PairingTier.City, "330200", "513400");
    static readonly Pair ZhenhaiJinyang = new(Scheme.EastWest, PairingTier.County, "330211", "513430");
    static readonly Pair YuyaoZhaojue = new(Scheme.EastWest, PairingTier.County, "330281", "513431");
    static readonly Pair HangzhouGuangyuan = new(Scheme.EastWest, PairingTier.City, "330100", "510800");
    static readonly Pair YuhangCangxi = new(Scheme.EastWest, PairingTier.County, "330110", "510824");
    static readonly Pair ZhoushanDazhou = new(Scheme.EastWest, PairingTier.City, "330900", "511700");
    static readonly Pair PutuoWanyuan = new(Scheme.EastWest, PairingTier.County, "330903", "511781");
    static readonly Pair XihuJiulong = new(Scheme.Counterpart, PairingTier.County, "330106", "513324");
    static readonly Pair BeijingInnerMongolia = new(Scheme.EastWest, PairingTier.Province, "110000", "150000");
    static readonly Pair MentougouWuchuan = new(Scheme.EastWest, PairingTier.County, "110109", "150125");
    static readonly Pair TianjinGansu = new(Scheme.EastWest, PairingTier.Province, "120000", "620000");
    static readonly Pair XiqingMaiji = new(Scheme.EastWest, PairingTier.County, "120111", "620503");
    static readonly Pair FujianNingxia = new(Scheme.EastWest, PairingTier.Province, "350000", "640000");
    static readonly Pair FuqingXiji = new(Scheme.EastWest, PairingTier.County, "350181", "640422");
    static readonly Pair GuangdongGuizhou = new(Scheme.EastWest, PairingTier.Province, "440000", "520000");
    static readonly Pair DongguanTongren = new(Scheme.EastWest, PairingTier.City, "441900", "520600");
    static readonly Pair HuizhouQianxinan = new(Scheme.EastWest, PairingTier.City, "441300", "522300");
    static readonly Pair HuichengCeheng = new(Scheme.EastWest, PairingTier.County, "441302", "522327");

    public static IReadOnlyList<Seller> Sellers { get; } =
    [
        new("jinyang-pepper", SupplierType.Cooperative, "513430", "513430"),
        new("jinyang-online", SupplierType.Enterprise, "513430", "513401"),
        new("yanyuan-apple", SupplierType.Cooperative, "513423", "513423"),
        new("zhaojue-potato", SupplierType.VillageCollective, "513431", "513431"),
        new("cangxi-kiwi", SupplierType.Cooperative, "510824", "510824"),
        new("qingchuan-fungus", SupplierType.FamilyFarm, "510822", "510822"),
        new("wanyuan-potato", SupplierType.Cooperative, "511781", "511781"),
        new("wuchuan-oats", SupplierType.Enterprise, "150125", "150125"),
        new("wuchuan-farm", SupplierType.Cooperative, "150125", "150125"),
        new("xiji-noodles", SupplierType.Enterprise, "640422", "640422"),
        new("maiji-apple", SupplierType.Cooperative, "620503", "620503"),
        new("songtao-embroidery", SupplierType.Enterprise, "520628", "520628"),
        new("jiulong-tea", SupplierType.Cooperative, "513324", "513324"),
        new("ceheng-banana", SupplierType.VillageCollective, "522327", "522327"),
    ];

    public static Haulier SouthWest { get; } = new("carrier-southwest", "91510824MA6TJ0017Q", "510824", "SD");

    public static Haulier North { get; } = new("carrier-north", "91640422MA76K00239", "640422", "ST");

    public static IReadOnlyList<Buyer> Buyers { get; } =
    [
        new("zhenhai-school", UnitKind.School, "330211", "宁波市镇海区招宝山街道食堂库房", 200_000),
        new("yuyao-hospital", UnitKind.Hospital, "330281", "余姚市城区医院营养食堂", 60_000),
        new("yinzhou-union", UnitKind.TradeUnion, "330212", "宁波市鄞州区职工之家", 150_000),
        new("yuhang-company", UnitKind.PrivateEnterprise, "330110", "杭州市余杭区良渚园区食堂", 300_000),
        new("xihu-organ", UnitKind.GovernmentOrgan, "330106", "杭州市西湖区机关食堂", 100_000),
        new("putuo-hospital", UnitKind.Hospital, "330903", "舟山市普陀区沈家门医院食堂", 80_000),
        new("putuo-catering", UnitKind.MarketParticipant, "310107", "上海市普陀区长风中央厨房", 80_000),
        new("mentougou-school", UnitKind.School, "110109", "北京市门头沟区永定河学校食堂", 150_000, IsPairingDesignated: true),
        new("xiqing-school", UnitKind.School, "120111", "天津市西青区杨柳青食堂库房", 80_000),
        new("fuqing-company", UnitKind.PrivateEnterprise, "350181", "福清市融侨园区仓库", 120_000),
        new("dongguan-company", UnitKind.StateEnterprise, "441900", "东莞市莞城街道门市仓库", 100_000),
        new("huicheng-company", UnitKind.StateEnterprise, "441302", "惠州市惠城区江北冷库", 80_000),
    ];

    public static IReadOnlyList<Purchase> Purchases { get; } =
    [
        new("zhenhai-school", [new(Goods.Pepper, 600, [ZhejiangSichuan, NingboLiangshan, ZhenhaiJinyang])]),

        // The cooperative quotes a price of its own: nobody but the seller states one.
        new("yuhang-company", [new(Goods.Kiwi, 2_400, [ZhejiangSichuan, HangzhouGuangyuan, YuhangCangxi], QuotedYuan: 15.5m)]),
        new("yuyao-hospital", [new(Goods.ZhaojuePotato, 8_000, [ZhejiangSichuan, NingboLiangshan, YuyaoZhaojue])]),

        // Yinzhou has no county of its own in Liangshan: the city and the province get the credit.
        new("yinzhou-union", [new(Goods.YanyuanApple, 3_000, [ZhejiangSichuan, NingboLiangshan])]),

        // Several suppliers in one order, and each line goes its own way.
        new(
            "zhenhai-school",
            [
                new(Goods.PepperOil, 120, [ZhejiangSichuan, NingboLiangshan, ZhenhaiJinyang]),
                new(Goods.YanyuanApple, 1_500, [ZhejiangSichuan, NingboLiangshan]),
                new(Goods.ZhaojuePotato, 2_000.5m, [ZhejiangSichuan, NingboLiangshan]),
                new(Goods.WoodEar, 36.25m, [ZhejiangSichuan]),
            ]),
        new("xihu-organ", [new(Goods.JiulongTea, 180, [ZhejiangSichuan, XihuJiulong])]),
        new("putuo-hospital", [new(Goods.WanyuanPotato, 3_500, [ZhejiangSichuan, ZhoushanDazhou, PutuoWanyuan])]),

        // The name is not the code: this Putuo lies in Shanghai, which is paired with Yunnan.
        new("putuo-catering", [new(Goods.WanyuanPotato, 2_800, [])]),
        new(
            "mentougou-school",
            [
                new(Goods.Oats, 800, [BeijingInnerMongolia, MentougouWuchuan]),
                new(Goods.WuchuanPotato, 6_000, [BeijingInnerMongolia, MentougouWuchuan]),
            ]),

        // Not everything arrives, and not everything that arrives is accepted.
        new(
            "xiqing-school",
            [new(Goods.MaijiApple, 2_500, [TianjinGansu, XiqingMaiji], Short: 30, Rejected: 84.5m, Why: "运输挤压，果面损伤 bruised in transit")]),
        new("fuqing-company", [new(Goods.Noodles, 1_600, [FujianNingxia, FuqingXiji])]),
        new("dongguan-company", [new(Goods.Embroidery, 120, [GuangdongGuizhou, DongguanTongren])]),
        new("huicheng-company", [new(Goods.Banana, 4_200, [GuangdongGuizhou, HuizhouQianxinan, HuichengCeheng])]),

        // Two that must not go through.
        new("mentougou-school", [new(Goods.Mutton, 500, [BeijingInnerMongolia, MentougouWuchuan])], CancellationReason.StockShort),
        new("yuyao-hospital", [new(Goods.Goose, 900, [ZhejiangSichuan, NingboLiangshan])], CancellationReason.BudgetExceeded),
    ];
}
