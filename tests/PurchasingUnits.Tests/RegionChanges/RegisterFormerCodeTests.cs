using System.Net;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionChanges;

/// <summary>POST /units/regions/{regionId}/former-codes (CR-20).</summary>
public sealed class RegisterFormerCodeTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "民函〔2026〕1号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_former_code_can_be_filed_before_or_after_a_later_change(Engine engine)
    {
        var units = await own.OnAsync(engine);
        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/610323/code-versions",
            new { kind = "Upgrade", code = "610397", name = "岐山区", on = "2021-02-01", document = Document }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/610323/former-codes",
            new { kind = "Rename", code = "610399", name = "雍县", validTo = "1990-01-01", document = Document }, ct: Ct))
        {
            var region = await response.BodyAsync<RegionView>(HttpStatusCode.Created);
            Assert.Equal(
                [("610399", "1990-01-01"), ("610323", "2021-02-01"), ("610397", null)],
                region.CodeVersions!.Select(version => (version.Code, version.ValidTo?.ToString("yyyy-MM-dd", null))));
        }

        var resolved = await units.Operator.GetBodyAsync<ResolveRegionCode.Resolution>(
            "/units/regions/resolutions?code=610399&on=1985-06-01");
        Assert.Equal("610323", resolved.RegionId);
        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/610323/former-codes",
            new { kind = "Rename", code = "610398", name = "雍", validFrom = "1980-01-01", validTo = "1985-01-01", document = Document },
            ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(
                "/units/regions/610323/former-codes",
                new { kind = "Rename", code = "610397", name = "古雍", validTo = "1979-01-01", document = Document }, ct: Ct),
            409,
            "region_version_overlaps",
            "validTo");
    }
}
