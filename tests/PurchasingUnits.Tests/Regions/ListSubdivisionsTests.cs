using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Regions;

/// <summary>GET /units/regions/{regionId}/subdivisions.</summary>
public sealed class ListSubdivisionsTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string List = "/units/regions/513432/subdivisions";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Townships_and_the_villages_of_one_are_listed_by_code_page_by_page(Engine engine)
    {
        var units = await own.OnAsync(engine);
        await RegisterSubdivisionsTests.RegisterAsync(
            units.Nation,
            "513432",
            "2020-01-01",
            [
                ("513432101", "乙镇", null), ("513432100", "光明镇", null), ("513432102", "丙镇", null),
                ("513432100002", "二村", null), ("513432100001", "一村", null),
            ]);

        var first = await units.Operator.GetBodyAsync<Page<SubdivisionView>>($"{List}?size=2");
        var second = await units.Operator.GetBodyAsync<Page<SubdivisionView>>($"{List}?size=2&after={first.Next}");
        Assert.Equal(
            ["光明镇", "乙镇", "丙镇"], first.Items.Concat(second.Items).Select(item => item.Name));
        Assert.Null(second.Next);
        var villages = await units.Operator.GetBodyAsync<Page<SubdivisionView>>($"{List}?township=513432100");
        Assert.Equal(
            ["四川省凉山彝族自治州喜德县光明镇一村", "四川省凉山彝族自治州喜德县光明镇二村"], villages.Items.Select(item => item.WholeName));
        Assert.Empty((await units.Operator.GetBodyAsync<Page<SubdivisionView>>($"{List}?on=2019-12-31")).Items);
        foreach (var (township, refusal) in new[] { ("513432", "subdivision_code_invalid"), ("513432999", "subdivision_not_found") })
        {
            await units.Operator.RefusesAsync(http => http.GetAsync($"{List}?township={township}", Ct), 400, refusal, "township");
        }

        await units.Operator.RefusesAsync(http => http.GetAsync("/units/regions/999999/subdivisions", Ct), 404, "region_not_found");
    }
}
