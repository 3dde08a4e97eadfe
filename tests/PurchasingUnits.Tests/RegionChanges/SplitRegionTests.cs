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
        var (stays, moves) = (await units.RegisterUnitAsync(region: "513322"), await units.RegisterUnitAsync(region: "513322"));

        using var response = await units.Operator.PostOnceAsync(
            "/units/regions/splits",
            new
            {
                fromRegionId = "513322",
                ends = false,
                into = new[] { new { code = "513397", name = "新设县" } },
                on = "2021-04-09",
                document = Document,
            },
            ct: Ct);

        var split = await response.BodyAsync<SplitRegion.SplitView>(HttpStatusCode.Created);
        Assert.Equal(("513397", "/510000/513300/513397/"), (split.Regions.Single().RegionId, split.Regions.Single().Path));
        Assert.Equal((null, 2, "513397"), (split.From.EndedOn, split.From.Version, Assert.Single(split.From.Lineage!).ToRegionId));
        Assert.Equal(new[] { stays.UnitId, moves.UnitId }.Order(), split.UnitsToReaffiliate.Select(unit => unit.UnitId).Order());
        var official = units.Client(Roles.Official, region: "513300", tier: "City");
        Assert.Equal(2, (await official.GetBodyAsync<Page<UnitToReaffiliate>>("/units/reaffiliations?region=513322")).Items.Count);
        Assert.Empty((await units.Client(Roles.Official, region: "441302", tier: "County")
            .GetBodyAsync<Page<UnitToReaffiliate>>("/units/reaffiliations")).Items);

        // One moves to the new region from the day of the split, of the other it is said that it stays.
        foreach (var (unit, region) in new[] { (moves, "513397"), (stays, "513322") })
        {
            using var said = await units.Nation.PostOnceAsync(
                $"{UnitsScenario.UnitPath(unit.UnitId)}/affiliations",
                new { regionId = region, validFrom = "2021-04-09", document = Document }, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        }

        Assert.Empty((await official.GetBodyAsync<Page<UnitToReaffiliate>>("/units/reaffiliations?region=513322")).Items);
        Assert.Equal(
            [("513322", "2021-04-09"), ("513397", null)],
            Stays(await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(moves.UnitId))));
        Assert.Equal([("513322", null)], Stays(await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(stays.UnitId))));
    }

    static IEnumerable<(string RegionId, string? ValidTo)> Stays(UnitView unit) =>
        unit.Affiliations.Select(affiliation => (affiliation.RegionId, affiliation.ValidTo?.ToString("yyyy-MM-dd", null)));
}
