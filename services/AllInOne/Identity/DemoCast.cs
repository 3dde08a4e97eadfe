using System.Globalization;
using Marketplace.Contracts;

namespace Marketplace.AllInOne.Identity;

/// <summary>
/// Who is always there: the people of the demo. The organisations are plausible inventions, the places and products are real.
/// </summary>
static class DemoCast
{
    /// <summary>Who holds the post of the Zhenhai school that approves its orders.</summary>
    public const string Steward = "zhenhai-school-steward";

    // Above the list that takes them in: static members are made in the order in which they stand.
    static readonly DemoIdentity[] Buyers =
    [
        Buyer(1, "zhenhai-school", "宁波市镇海区中心学校", "Zhenhai school canteen, Ningbo"),
        Buyer(2, "yuyao-hospital", "余姚市城区人民医院", "Yuyao hospital, Ningbo"),
        Buyer(3, "yinzhou-union", "宁波市鄞州区教育系统工会", "Yinzhou trade union, Ningbo"),
        Buyer(4, "yuhang-company", "杭州余杭云谷科技有限公司", "Yuhang company, Hangzhou"),
        Buyer(5, "xihu-organ", "杭州市西湖区机关后勤服务中心", "Xihu district offices, Hangzhou"),
        Buyer(6, "putuo-hospital", "舟山市普陀区海岛医院", "Putuo hospital, Zhoushan"),
        Buyer(7, "putuo-catering", "上海市普陀区长风餐饮管理有限公司", "Putuo caterer, Shanghai"),
        Buyer(8, "mentougou-school", "北京市门头沟区永定河学校", "Mentougou school, Beijing"),
        Buyer(9, "xiqing-school", "天津市西青区运河学校", "Xiqing school, Tianjin"),
        Buyer(10, "fuqing-company", "福清市融江食品有限公司", "Fuqing food company, Fuzhou"),
        Buyer(11, "dongguan-company", "东莞市莞香文化用品有限公司", "Dongguan company"),
        Buyer(12, "huicheng-company", "惠州市惠城区东江供应链有限公司", "Huicheng supply company, Huizhou"),
    ];

    // Dongguan has no districts: the city does what elsewhere a district does.
    static readonly (string Region, string Zh, string En, string Tier)[] Counties =
    [
        ("330211", "宁波市镇海区", "Zhenhai, Ningbo", "County"),
        ("330212", "宁波市鄞州区", "Yinzhou, Ningbo", "County"),
        ("330281", "余姚市", "Yuyao, Ningbo", "County"),
        ("330110", "杭州市余杭区", "Yuhang, Hangzhou", "County"),
        ("330106", "杭州市西湖区", "Xihu, Hangzhou", "County"),
        ("330903", "舟山市普陀区", "Putuo, Zhoushan", "County"),
        ("310107", "上海市普陀区", "Putuo, Shanghai", "County"),
        ("110109", "北京市门头沟区", "Mentougou, Beijing", "County"),
        ("120111", "天津市西青区", "Xiqing, Tianjin", "County"),
        ("350181", "福清市", "Fuqing, Fuzhou", "County"),
        ("441900", "东莞市", "Dongguan", "City"),
        ("441302", "惠州市惠城区", "Huicheng, Huizhou", "County"),
        ("513430", "金阳县", "Jinyang, Liangshan", "County"),
        ("513423", "盐源县", "Yanyuan, Liangshan", "County"),
        ("513431", "昭觉县", "Zhaojue, Liangshan", "County"),
        ("510824", "苍溪县", "Cangxi, Guangyuan", "County"),
        ("510822", "青川县", "Qingchuan, Guangyuan", "County"),
        ("511781", "万源市", "Wanyuan, Dazhou", "County"),
        ("150125", "武川县", "Wuchuan, Hohhot", "County"),
        ("640422", "西吉县", "Xiji, Guyuan", "County"),
        ("620503", "天水市麦积区", "Maiji, Tianshui", "County"),
        ("520628", "松桃苗族自治县", "Songtao, Tongren", "County"),
        ("513324", "九龙县", "Jiulong, Garze", "County"),
        ("522327", "册亨县", "Ceheng, Qianxinan", "County"),
    ];

    public static IReadOnlyList<DemoIdentity> Everybody { get; } =
    [
        Seller(1, "jinyang-pepper", "金阳县丙底洛乡青花椒专业合作社", "Jinyang green pepper cooperative"),
        Seller(2, "jinyang-online", "金阳县索玛花电子商务有限公司", "Jinyang online trader with its office in Xichang"),
        Seller(3, "yanyuan-apple", "盐源县润盐苹果专业合作社", "Yanyuan apple cooperative"),
        Seller(4, "zhaojue-potato", "昭觉县三岔河镇三河村集体经济合作社", "Zhaojue village collective, potatoes"),
        Seller(5, "cangxi-kiwi", "苍溪县永宁红心猕猴桃专业合作社", "Cangxi red kiwifruit cooperative"),
        Seller(6, "qingchuan-fungus", "青川县清溪河木耳家庭农场", "Qingchuan family farm, wood ear fungus"),
        Seller(7, "wanyuan-potato", "万源市巴山富硒马铃薯专业合作社", "Wanyuan potato cooperative"),
        Seller(8, "wuchuan-oats", "武川县阴山莜麦食品有限公司", "Wuchuan oat mill"),
        Seller(9, "wuchuan-farm", "武川县后山种养专业合作社", "Wuchuan cooperative, potatoes and sheep"),
        Seller(10, "xiji-noodles", "西吉县六盘山薯制品有限公司", "Xiji potato noodle works"),
        Seller(11, "maiji-apple", "天水市麦积区渭河苹果专业合作社", "Maiji apple cooperative"),
        Seller(12, "songtao-embroidery", "松桃苗族自治县锦绣苗绣工艺有限公司", "Songtao Miao embroidery workshop"),
        Seller(13, "jiulong-tea", "九龙县魁多镇高山茶叶专业合作社", "Jiulong mountain tea cooperative"),
        Seller(14, "ceheng-banana", "册亨县南盘江村集体经济合作社", "Ceheng village collective, bananas"),

        .. Buyers,
        .. Buyers.Select(BudgetHolder),
        Named(Buyers, "zhenhai-school") with
        {
            Name = Steward,
            Zh = "宁波市镇海区中心学校（总务主任）",
            En = "Steward of the Zhenhai school, approves orders",
            Role = Roles.Approver,
        },

        Carrier(1, "carrier-southwest", "蜀道东行冷链物流有限公司", "Carrier, south-west to the coast"),
        Carrier(2, "carrier-north", "塞上通达物流有限公司", "Carrier, north-west to the coast"),

        new()
        {
            Name = "zhenhai-hall",
            Zh = "宁波市镇海区消费协作专馆",
            En = "Exhibition hall of Zhenhai, Ningbo",
            Role = Roles.Facilitator,
            Org = Id(401),
        },

        new()
        {
            Name = "sanhe-keeper",
            Zh = "昭觉县三岔河镇三河村电商服务站站长",
            En = "Keeper of the village station of Sanhe, Zhaojue",
            Role = Roles.Keeper,
            Org = Id(603),
        },

        .. Counties.Select(county => Official(
            OfficeOf(county.Region), $"{county.Zh}协作办公室", $"Collaboration office of {county.En}", county.Region, county.Tier)),

        Official("ningbo-office", "宁波市协作办公室", "Collaboration office of Ningbo", "330200", "City"),
        Official("liangshan-office", "凉山彝族自治州协作办公室", "Collaboration office of Liangshan", "513400", "City"),
        Official("zhejiang-office", "浙江省协作办公室", "Collaboration office of Zhejiang", "330000", "Province"),
        Official("sichuan-office", "四川省协作办公室", "Collaboration office of Sichuan", "510000", "Province"),
        Official("nation-office", "国家层面协作司局", "National collaboration department", null, "Nation"),

        new() { Name = "auditor", Zh = "第三方审计员（只读）", En = "Third-party auditor, reads everything", Role = Roles.Auditor },
        new() { Name = "operator", Zh = "平台运维员", En = "Operator of the platform", Role = Roles.Operator },
    ];

    public static DemoIdentity Named(string name) => Named(Everybody, name);

    /// <summary>The name of the official who confirms the units, suppliers and carriers of a region, and answers for it.</summary>
    public static string OfficeOf(string region) => $"office-{region}";

    /// <summary>The name of who files the budget of the unit that the purchaser orders for.</summary>
    public static string ApproverOf(string purchaser) => $"{purchaser}-budget";

    static DemoIdentity Named(IReadOnlyList<DemoIdentity> all, string name) => all.Single(identity => identity.Name == name);

    static DemoIdentity Seller(int number, string name, string zh, string en) =>
        new() { Name = name, Zh = zh, En = en, Role = Roles.Supplier, Org = Id(100 + number) };

    static DemoIdentity Buyer(int number, string name, string zh, string en) =>
        new() { Name = name, Zh = zh, En = en, Role = Roles.Purchaser, Org = Id(200 + number) };

    static DemoIdentity BudgetHolder(DemoIdentity buyer) => buyer with
    {
        Name = $"{buyer.Name}-budget",
        Zh = $"{buyer.Zh}（预算审批）",
        En = $"{buyer.En} (budget)",
        Role = Roles.Approver,
    };

    static DemoIdentity Carrier(int number, string name, string zh, string en) =>
        new() { Name = name, Zh = zh, En = en, Role = Roles.Carrier, Org = Id(300 + number) };

    static DemoIdentity Official(string name, string zh, string en, string? region, string tier) =>
        new() { Name = name, Zh = zh, En = en, Role = Roles.Official, Region = region, Tier = tier };

    // Fixed, so that the demo finds its organisations again when it is played a second time.
    static Guid Id(int number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"0199a000-0000-7000-8000-{number:D12}"));
}
