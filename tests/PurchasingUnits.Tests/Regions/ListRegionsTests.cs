using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Regions;

public sealed class ListRegionsTests(SharedUnits shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_children_of_a_region_are_listed(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Carrier);

        var page = await client.GetBodyAsync<Page<RegionView>>("/units/regions?parent=429000");

        Assert.Equal(["429004", "429005", "429006", "429021"], page.Items.Select(region => region.RegionId));
        Assert.All(page.Items, region => Assert.Equal("429000", region.ParentId));
        Assert.Null(page.Next);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_provinces_are_walked_page_by_page_without_gap_or_repetition(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Supplier);
        var ids = new List<string>();
        string? after = null;
        do
        {
            var page = await client.GetBodyAsync<Page<RegionView>>($"/units/regions?level=Province&size=7&after={after}");
            ids.AddRange(page.Items.Select(region => region.RegionId));
            Assert.All(page.Items, region => Assert.Equal(RegionLevel.Province, region.Level));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(34, ids.Count);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_name_may_belong_to_several_regions_and_a_code_to_one(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Supplier);

        var byName = await client.GetBodyAsync<Page<RegionView>>("/units/regions?q=普陀区");
        var byCode = await client.GetBodyAsync<Page<RegionView>>("/units/regions?q=330903");
        var byNothing = await client.GetBodyAsync<Page<RegionView>>("/units/regions?q=%25_");

        Assert.Equal(["310107", "330903"], byName.Items.Select(region => region.RegionId));
        Assert.Equal(["330903"], byCode.Items.Select(region => region.RegionId));
        Assert.Empty(byNothing.Items);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nonsense_is_refused(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Supplier);

        await client.RefusesAsync(http => http.GetAsync("/units/regions?parent=%E5%AE%81%E6%B3%A2"), 400, "code_invalid", "parent");
        await client.RefusesAsync(http => http.GetAsync("/units/regions?level=Village"), 400, "parameter_invalid", "level");
        await client.RefusesAsync(http => http.GetAsync("/units/regions?level=9"), 400, "parameter_invalid", "level");
        await client.RefusesAsync(http => http.GetAsync("/units/regions?q=%00"), 400, "text_unreadable", "q");
        await client.RefusesAsync(http => http.GetAsync($"/units/regions?q={new string('区', 101)}"), 400, "text_too_long", "q");
        await client.RefusesAsync(http => http.GetAsync("/units/regions?after=abc"), 400, "cursor_invalid", "after");
        await client.RefusesAsync(http => http.GetAsync("/units/regions?after=WyJcdTAwMDAiXQ"), 400, "cursor_invalid", "after");
        await client.RefusesAsync(http => http.GetAsync("/units/regions?size=201"), 400, "out_of_range", "size");
    }
}
