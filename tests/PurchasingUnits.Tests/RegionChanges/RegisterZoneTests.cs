using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionChanges;

/// <summary>POST /units/regions/zones.</summary>
public sealed class RegisterZoneTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "民函〔2026〕1号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_functional_zone_has_a_host_and_no_code_and_can_be_paired(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var zone = new
        {
            regionId = "zone-changzhou",
            name = "常州经济开发区",
            hostRegionId = "320412",
            validFrom = "2015-01-01",
            document = Document,
        };
        using (var response = await units.Operator.PostOnceAsync("/units/regions/zones", zone, ct: Ct))
        {
            var view = await response.BodyAsync<RegionView>(HttpStatusCode.Created);
            Assert.Equal((null, RegionLevel.FunctionalZone, "320412"), (view.Code, view.Level, view.ParentId));
        }

        var pairing = await units.RegisterPairingAsync("zone-changzhou", "610926", "2017-01-01");

        Assert.Equal(("常州经济开发区", "/320000/320400/320412/zone-changzhou/"), (pairing.East.Name, pairing.East.Path.Value));
        Assert.Equal(RegionLevel.FunctionalZone, (await ToldAsync(units, "zone-changzhou", 1)).Level);
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(
                "/units/regions/zones",
                new { regionId = "320499", name = "某区", hostRegionId = "320412", validFrom = "2015-01-01", document = Document }, ct: Ct),
            400,
            "zone_id_like_code",
            "regionId");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync("/units/regions/zones", zone, ct: Ct), 409, "region_exists", "regionId");
    }

    static Task<RegionsPublished.Region> ToldAsync(ServiceUnderTest<UnitsDb> units, string regionId, long version) =>
        Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<RegionsPublished>().SelectMany(message => message.Regions)
                .SingleOrDefault(region => region.RegionId == regionId && region.Version == version)),
            "the region to be told",
            ct: Ct);
}
