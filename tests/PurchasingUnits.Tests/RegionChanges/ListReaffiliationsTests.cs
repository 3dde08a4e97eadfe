using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.RegionChanges;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionChanges;

/// <summary>GET /units/reaffiliations: units of which nobody has said yet where they belong after a split.</summary>
public sealed class ListReaffiliationsTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "民函〔2026〕1号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task After_a_split_officials_of_the_place_see_the_units_until_they_are_moved(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var unit = await units.RegisterUnitAsync(region: "330109");
        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/splits",
            new
            {
                fromRegionId = "330109",
                ends = false,
                into = new[] { new { code = "330198", name = "新设区" } },
                on = "2021-04-09",
                document = Document,
            },
            ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        Assert.Equal(unit.UnitId, Assert.Single(await FoundAsync("330100", "City")).UnitId);
        Assert.Empty(await FoundAsync("441302", "County"));
        using (var moved = await units.Nation.PostOnceAsync(
            $"{UnitsScenario.UnitPath(unit.UnitId)}/affiliations",
            new { regionId = "330198", validFrom = "2021-04-09", document = Document }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, moved.StatusCode);
        }

        Assert.Empty(await FoundAsync("330100", "City"));

        async Task<IReadOnlyList<UnitToReaffiliate>> FoundAsync(string region, string tier) =>
            (await units.Client(Roles.Official, region: region, tier: tier)
                .GetBodyAsync<Page<UnitToReaffiliate>>("/units/reaffiliations?region=330109")).Items;
    }
}
