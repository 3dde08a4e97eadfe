using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Domain;

public sealed class RegionTreeTests
{
    static readonly RegionLine Zhejiang = new("330000", "浙江省", RegionLevel.Province, null, 120_152_600, 30_266_700);
    static readonly RegionLine Ningbo = new("330200", "宁波市", RegionLevel.Prefecture, "330000", null, null);
    static readonly RegionLine Zhenhai = new("330211", "镇海区", RegionLevel.County, "330200", null, null);

    [Fact]
    public void A_region_has_the_path_from_its_province_whatever_the_order_of_the_list()
    {
        var news = RegionTree.News([Zhenhai, Ningbo, Zhejiang], []);

        Assert.Equal(["/330000/330200/330211/", "/330000/330200/", "/330000/"], news.Select(region => region.Path));
        Assert.Equal(["330200", "330000", null], news.Select(region => region.ParentId));
        Assert.All(news, region => Assert.Equal(1, region.Version));
    }

    [Fact]
    public void A_county_of_a_municipality_hangs_on_it_directly()
    {
        var news = RegionTree.News(
            [new("110000", "北京市", RegionLevel.Province, null, null, null), new("110109", "门头沟区", RegionLevel.County, "110000", null, null)],
            []);

        Assert.Equal("/110000/110109/", news[1].Path);
    }

    [Fact]
    public void A_list_that_is_known_has_no_news()
    {
        RegionLine[] list = [Zhejiang, Ningbo, Zhenhai];

        Assert.Empty(RegionTree.News(list, RegionTree.News(list, [])));
    }

    [Fact]
    public void A_renamed_region_keeps_its_id_and_has_a_new_version()
    {
        var known = RegionTree.News([Zhejiang, Ningbo, Zhenhai], []);

        var renamed = Assert.Single(RegionTree.News([Zhejiang, Ningbo with { Name = "甬城市" }, Zhenhai], known));

        Assert.Equal(("330200", 2, "甬城市"), (renamed.Id, renamed.Version, renamed.Name));
    }

    [Fact]
    public void A_region_is_found_by_its_code_of_the_day_and_keeps_its_older_id()
    {
        var known = RegionTree.News([Zhejiang, Ningbo, Zhenhai], [])
            .Select(region => region.Code == "330211" ? region with { Code = "330299" } : region).ToList();

        Assert.Empty(RegionTree.News([Zhejiang, Ningbo, Zhenhai with { Code = "330299" }], known));
    }

    [Fact]
    public void What_lies_in_a_region_that_moves_is_news_too()
    {
        var anhui = new RegionLine("340000", "安徽省", RegionLevel.Province, null, null, null);
        var known = RegionTree.News([Zhejiang, anhui, Ningbo, Zhenhai], []);

        var news = RegionTree.News([Zhejiang, anhui, Ningbo with { ParentId = "340000" }, Zhenhai], known);

        Assert.Equal([("/340000/330200/", 2L), ("/340000/330200/330211/", 2L)], news.Select(region => (region.Path, region.Version)));
    }

    [Fact]
    public void A_list_that_contradicts_itself_is_refused()
    {
        Assert.Contains(
            "330200",
            Assert.Throws<InvalidOperationException>(() => RegionTree.News([Zhejiang, Ningbo, Ningbo], [])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "330200",
            Assert.Throws<InvalidOperationException>(() => RegionTree.News([Zhejiang, Zhenhai], [])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "circle",
            Assert.Throws<InvalidOperationException>(() => RegionTree.News([Ningbo with { ParentId = "330211" }, Zhenhai], [])).Message,
            StringComparison.Ordinal);
    }
}
