using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.RegionChanges;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionChanges;

/// <summary>POST /units/regions/splits (CR-20).</summary>
public sealed class SplitRegionTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "民函〔2026〕1号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task After_a_split_units_are_listed_until_somebody_says_where_they_belong(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var (stays, moves) = (await units.RegisterUnitAsync(region: "330110"), await units.RegisterUnitAsync(region: "330110"));

        using var response = await units.Operator.PostOnceAsync(
            "/units/regions/splits",
            new
            {
                fromRegionId = "330110",
                ends = false,
                into = new[] { new { code = "330113", name = "临平区" } },
                on = "2021-04-09",
                document = Document,
            },
            ct: Ct);

        var split = await response.BodyAsync<SplitRegion.SplitView>(HttpStatusCode.Created);
        Assert.Equal(("330113", "/330000/330100/330113/"), (split.Regions.Single().RegionId, split.Regions.Single().Path));
        Assert.Equal((null, 2, "330113"), (split.From.EndedOn, split.From.Version, Assert.Single(split.From.Lineage!).ToRegionId));
        Assert.Equal(new[] { stays.UnitId, moves.UnitId }.Order(), split.UnitsToReaffiliate.Select(unit => unit.UnitId).Order());
        var official = units.Client(Roles.Official, region: "330100", tier: "City");
        Assert.Equal(2, (await official.GetBodyAsync<Page<UnitToReaffiliate>>("/units/reaffiliations?region=330110")).Items.Count);
        Assert.Empty((await units.Client(Roles.Official, region: "441302", tier: "County")
            .GetBodyAsync<Page<UnitToReaffiliate>>("/units/reaffiliations")).Items);

        // One moves to the new region from the day of the split, of the other it is said that it stays.
        foreach (var (unit, region) in new[] { (moves, "330113"), (stays, "330110") })
        {
            using var said = await units.Nation.PostOnceAsync(
                $"{UnitsScenario.UnitPath(unit.UnitId)}/affiliations",
                new { regionId = region, validFrom = "2021-04-09", document = Document }, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        }

        Assert.Empty((await official.GetBodyAsync<Page<UnitToReaffiliate>>("/units/reaffiliations?region=330110")).Items);
        Assert.Equal(
            [("330110", "2021-04-09"), ("330113", null)],
            Stays(await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(moves.UnitId))));
        Assert.Equal([("330110", null)], Stays(await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(stays.UnitId))));
    }

    static IEnumerable<(string RegionId, string? ValidTo)> Stays(UnitView unit) =>
        unit.Affiliations.Select(affiliation => (affiliation.RegionId, affiliation.ValidTo?.ToString("yyyy-MM-dd", null)));
}
