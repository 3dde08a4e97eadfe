using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionChanges;

/// <summary>POST /units/regions/{regionId}/transfer (CR-20).</summary>
public sealed class TransferRegionTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "民函〔2026〕1号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_transferred_region_has_another_path_from_that_day_on_and_the_old_one_before(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var before = await units.RegisterUnitAsync(region: "610927");
        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/610927/transfer", new { parentId = "610700", code = "610799", on = "2022-01-09", document = Document }, ct: Ct))
        {
            var region = await response.BodyAsync<RegionView>(HttpStatusCode.Created);
            Assert.Equal(("610927", "610799", "/610000/610700/610927/"), (region.RegionId, region.Code, region.Path));
        }

        var after = await units.RegisterUnitAsync(region: "610927");

        foreach (var unit in (UnitView[])[before, after])
        {
            var seen = await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit.UnitId));
            Assert.Equal(
                ["/610000/610900/610927/", "/610000/610700/610927/"], seen.Affiliations.Select(affiliation => affiliation.Path.Value));
            Assert.Equal([("610927", "2022-01-09"), ("610927", null)], Stays(seen));
        }

        await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<UnitPublished>()
                .SingleOrDefault(told => told.UnitId == before.UnitId && told.Version == 2)), "the unit to be told", ct: Ct);
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(
                "/units/regions/610700/transfer", new { parentId = "610927", on = "2023-01-09", document = Document }, ct: Ct),
            400,
            "region_tree_cycle",
            "parentId");
    }

    static IEnumerable<(string RegionId, string? ValidTo)> Stays(UnitView unit) =>
        unit.Affiliations.Select(affiliation => (affiliation.RegionId, affiliation.ValidTo?.ToString("yyyy-MM-dd", null)));
}
