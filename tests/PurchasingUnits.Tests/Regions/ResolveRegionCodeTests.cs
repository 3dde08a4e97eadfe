using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Regions;

/// <summary>GET /units/regions/resolutions: which region had a code on a day (CR-20).</summary>
public sealed class ResolveRegionCodeTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_of_old_leads_to_the_region_of_today(Engine engine)
    {
        var units = await own.OnAsync(engine);

        var then = await units.Nation.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=520221&on=2010-01-01");
        var now = await units.Nation.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=520204");

        Assert.Equal(("520204", "水城县", "水城区"), (then.RegionId, then.NameThen, then.Region.Name));
        Assert.Equal(("520204", "水城区"), (now.RegionId, now.NameThen));
        await units.Nation.RefusesAsync(
            http => http.GetAsync("/units/regions/resolutions?code=520221&on=2024-01-01", Ct), 404, "region_code_not_found");
        await units.Nation.RefusesAsync(
            http => http.GetAsync("/units/regions/resolutions?code=520204&on=2010-01-01", Ct), 404, "region_code_not_found");
        await units.Nation.RefusesAsync(
            http => http.GetAsync("/units/regions/resolutions?code=5202", Ct), 400, "region_code_invalid", "code");
        var told = units.Published<RegionsPublished>().SelectMany(message => message.Regions).First(region => region.RegionId == "520204");
        Assert.Equal(
            [
                new("520221", "水城县", RegistryDays.First, new DateOnly(2020, 7, 16)),
                new RegionsPublished.CodeVersion("520204", "水城区", new DateOnly(2020, 7, 16), null),
            ],
            told.CodeVersions!);
        Assert.Null(told.RegisteredAt);
    }
}
