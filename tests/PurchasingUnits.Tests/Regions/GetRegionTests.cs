using System.Net;
using System.Net.Http.Headers;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Regions;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Regions;

public sealed class GetRegionTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_region_is_shown_with_its_place_in_the_tree_and_on_the_map(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Supplier);

        Assert.Equal(
            new RegionView
            {
                RegionId = "110106",
                Version = 1,
                Code = "110106",
                Name = "丰台区",
                Level = RegionLevel.County,
                ParentId = "110000",
                Path = "/110000/110106/",
                Longitude = 116.2870m,
                Latitude = 39.8636m,
            },
            await client.GetBodyAsync<RegionView>("/units/regions/110106"));
        Assert.Null((await client.GetBodyAsync<RegionView>("/units/regions/429004")).Longitude);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_reader_who_has_this_version_is_told_so(Engine engine)
    {
        var client = (await shared.OnAsync(engine)).Client(Roles.Supplier);
        client.DefaultRequestHeaders.IfNoneMatch.Add(new EntityTagHeaderValue("\"1\""));

        using var response = await client.GetAsync("/units/regions/441900", Ct);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_unknown_region_is_not_found_and_nonsense_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);

        await units.Client(Roles.Supplier).RefusesAsync(http => http.GetAsync("/units/regions/999999", Ct), 404, "region_not_found");
        await units.Client(Roles.Supplier)
            .RefusesAsync(http => http.GetAsync("/units/regions/%E5%AE%81", Ct), 400, "code_invalid", "regionId");
        using var response = await units.ClientWith(null).GetAsync("/units/regions/441900", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }
}
