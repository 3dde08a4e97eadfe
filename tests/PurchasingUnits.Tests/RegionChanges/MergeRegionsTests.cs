using System.Net;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.RegionChanges;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionChanges;

/// <summary>POST /units/regions/mergers (CR-20).</summary>
public sealed class MergeRegionsTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "民函〔2026〕1号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task After_a_merger_units_are_in_the_successor_and_pairings_wait_for_somebody_to_decide(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var unit = await units.RegisterUnitAsync(region: "110106");
        var other = await units.RegisterUnitAsync(region: "110107");
        var pairing = await units.RegisterPairingAsync("110106", "510822", "2018-01-01");

        using var response = await units.Operator.PostOnceAsync(
            "/units/regions/mergers",
            new { fromRegionIds = Ids("110106"), toRegionId = "110107", on = "2021-04-09", document = Document }, ct: Ct);

        var merger = await response.BodyAsync<MergeRegions.MergerView>(HttpStatusCode.Created);
        Assert.Equal(("110107", 2, 1), (merger.Successor.RegionId, merger.Successor.Version, merger.UnitsMoved));
        var waiting = Assert.Single(merger.Pairings, pairingToDecide => pairingToDecide.Pairing.PairingId == pairing.PairingId);
        Assert.Equal(("110107", "510822", null), (waiting.SuggestedEastRegionId, waiting.SuggestedWestRegionId, waiting.Pairing.ValidTo));
        var moved = await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit.UnitId));
        Assert.Equal([("110106", "2021-04-09"), ("110107", null)], Stays(moved));
        Assert.Single((await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(other.UnitId))).Affiliations);
        var ended = await units.Operator.GetBodyAsync<RegionView>("/units/regions/110106");
        Assert.Equal((new DateOnly(2021, 4, 9), "110107"), (ended.EndedOn, Assert.Single(ended.Lineage!).ToRegionId));
        Assert.Equal(new DateOnly(2021, 4, 9), (await ToldAsync(units, "110106", 2)).CodeVersions!.Single().ValidTo);
        await units.Nation.RefusesAsync(
            http => http.PostOnceAsync(
                $"{UnitsScenario.UnitPath(unit.UnitId)}/affiliations", new { regionId = "110106", validFrom = "2022-01-01" }, ct: Ct),
            409,
            "region_ended",
            "regionId");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(
                "/units/regions/110106/code-versions",
                new { kind = "Rename", name = "丰台", on = "2022-01-01", document = Document }, ct: Ct),
            409,
            "region_ended");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Regions_can_merge_into_a_new_one(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var unit = await units.RegisterUnitAsync(region: "500105");

        using var response = await units.Operator.PostOnceAsync(
            "/units/regions/mergers",
            new
            {
                fromRegionIds = Ids("500105", "500112"),
                toRegionId = "500157",
                code = "500157",
                name = "两江新区",
                on = "2025-12-01",
                document = Document,
            },
            ct: Ct);

        var merger = await response.BodyAsync<MergeRegions.MergerView>(HttpStatusCode.Created);
        Assert.Equal(("两江新区", "/500000/500157/", 2), (merger.Successor.Name, merger.Successor.Path, merger.Successor.Lineage!.Count));
        Assert.Equal(
            [("500105", "2025-12-01"), ("500157", null)],
            Stays(await units.Operator.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit.UnitId))));
    }

    static string[] Ids(params string[] ids) => ids;

    static IEnumerable<(string RegionId, string? ValidTo)> Stays(UnitView unit) =>
        unit.Affiliations.Select(affiliation => (affiliation.RegionId, affiliation.ValidTo?.ToString("yyyy-MM-dd", null)));

    static Task<RegionsPublished.Region> ToldAsync(ServiceUnderTest<UnitsDb> units, string regionId, long version) =>
        Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<RegionsPublished>().SelectMany(message => message.Regions)
                .SingleOrDefault(region => region.RegionId == regionId && region.Version == version)),
            "the region to be told",
            ct: Ct);
}
