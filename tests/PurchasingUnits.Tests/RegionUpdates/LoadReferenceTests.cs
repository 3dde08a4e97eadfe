using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.PurchasingUnits.RegionUpdates;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionUpdates;

public sealed class LoadReferenceTests(SharedUnits shared)
{
    static readonly IReadOnlyList<ReferenceRegion> Regions = ReferenceRegions.Read();
    static readonly IReadOnlyList<PovertyLine> PovertyCounties = ReferenceFiles.PovertyCounties();
    static readonly IReadOnlyList<PairingLine> Pairings = ReferenceFiles.Pairings();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_service_on_an_empty_database_knows_and_tells_all_regions_and_pairings(Engine engine)
    {
        await using var units = await SharedUnits.StartOwnAsync(engine, Ct);

        await Eventually.EqualAsync(61, () => Task.FromResult(units.Published<PairingPublished>().Count), ct: Ct);
        await Eventually.EqualAsync(
            Regions.Count, () => Task.FromResult(units.Published<RegionsPublished>().Sum(message => message.Regions.Count)), ct: Ct);
        Assert.Equal(8, units.Published<RegionsPublished>().Count);
        var told = units.Published<RegionsPublished>().SelectMany(message => message.Regions).ToDictionary(region => region.RegionId);
        Assert.All(told.Values, region => Assert.Equal(1, region.Version));
        Assert.Equal(("520522", "520581", "黔西市"), (told["520522"].RegionId, told["520522"].Code, told["520522"].Name));
        Assert.Equal(("镇海区", RegionLevel.County, "/330000/330200/330211/"), Seen("330211"));
        Assert.Equal(("门头沟区", RegionLevel.County, "/110000/110109/"), Seen("110109"));
        Assert.Equal(("东莞市", RegionLevel.Prefecture, "/440000/441900/"), Seen("441900"));
        Assert.Equal(("湖北省直辖县级行政区划", RegionLevel.Prefecture, "/420000/429000/"), Seen("429000"));
        Assert.Equal(("仙桃市", RegionLevel.County, "/420000/429000/429004/"), Seen("429004"));
        Assert.Equal("/310000/310107/", Seen("310107").Path);
        Assert.Equal("/330000/330900/330903/", Seen("330903").Path);

        await using var scope = units.OpenDb(out var db);
        var stored = await db.Regions.AsNoTracking().ToListAsync(Ct);
        Assert.Equal(Regions.Count, stored.Count);
        // 3,213 codes are in use today, and four nodes hold the counties directly below a province.
        Assert.Equal(3_217, stored.Count(region => region.EndedOn is null));
        Assert.Equal(830, told.Values.Count(region => region.FormerPovertyCounty is not null));
        // 832 counties were listed: two are one city today (茫崖), and one has no code of its own (大柴旦).
        Assert.NotNull(told["520522"].FormerPovertyCounty);
        var beijing = stored.Single(region => region.Id == "110000");
        Assert.Equal((116_405_300, 39_905_000, null), (beijing.LongitudeMicroDegrees, beijing.LatitudeMicroDegrees, beijing.ParentId));

        (string Name, RegionLevel Level, string Path) Seen(string id) => (told[id].Name, told[id].Level, told[id].Path.Value);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Pairings_are_matched_by_code_and_stored_as_filed(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        await using var scope = units.OpenDb(out var db);
        var stored = await db.Pairings.Where(pairing => pairing.FollowsReference).ToListAsync(Ct);

        Assert.Equal(
            Pairings.Select(
                line => (line.Scheme, line.Tier, line.EastCode, line.WestCode, line.ValidFrom, line.ValidTo, line.TransitionUntil)).Order(),
            stored.Select(pairing => (
                pairing.Scheme, pairing.Tier, pairing.EastRegionId, pairing.WestRegionId,
                pairing.ValidFrom, pairing.ValidTo, pairing.TransitionUntil)).Order());
        var zhoushan = stored.Single(pairing => pairing.WestRegionId == "511781");
        Assert.Equal(("普陀区", "/330000/330900/330903/"), (zhoushan.EastName, zhoushan.EastPath));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Loading_the_same_lists_again_changes_and_tells_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);

        Assert.Equal((0, 0), await LoadAsync(units, Regions, Pairings));

        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.Regions.AnyAsync(region => region.Version != 1, Ct));
        Assert.False(await db.Pairings.AnyAsync(pairing => pairing.FollowsReference && pairing.Version != 1, Ct));
        Assert.Equal(8, units.Published<RegionsPublished>().Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_renamed_region_is_told_alone_and_with_the_pairings_that_name_it(Engine engine)
    {
        await using var units = await SharedUnits.StartOwnAsync(engine, Ct);
        await Eventually.EqualAsync(8, () => Task.FromResult(units.Published<RegionsPublished>().Count), ct: Ct);
        ReferenceRegion[] renamed =
        [
            .. Regions.Select(region => region.Line.Id == "513430" ? region with { Line = region.Line with { Name = "金阳市" } } : region),
        ];

        Assert.Equal((1, 1), await LoadAsync(units, renamed, Pairings));

        await Eventually.EqualAsync(9, () => Task.FromResult(units.Published<RegionsPublished>().Count), ct: Ct);
        var region = Assert.Single(units.Published<RegionsPublished>().Single(message => message.Regions.Count == 1).Regions);
        Assert.Equal(("513430", 2, "金阳市", "/510000/513400/513430/"), (region.RegionId, region.Version, region.Name, region.Path.Value));
        var pairing = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<PairingPublished>().SingleOrDefault(told => told.Version == 2)),
            "the pairing to be told", ct: Ct);
        Assert.Equal(("镇海区", "金阳市"), (pairing.EastName, pairing.WestName));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_new_list_changes_a_pairing_unless_people_have_revised_it(Engine engine)
    {
        await using var units = await SharedUnits.StartOwnAsync(engine, Ct);
        var revised = (await units.Operator.GetBodyAsync<Page<PairingView>>("/units/pairings?east=330281&tier=County")).Items.Single();
        using (var response = await units.Nation.PutIfMatchAsync(
            $"/units/pairings/{revised.PairingId}", new { validTo = "2030-01-01", sourceDocument = "甲" }, 1, Ct))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        PairingLine[] ended =
        [
            .. Pairings.Select(line => line.EastCode is "330281" or "330282" ? line with { ValidTo = new DateOnly(2027, 1, 1) } : line),
        ];
        Assert.Equal((0, 1), await LoadAsync(units, Regions, ended));

        Assert.Equal(new DateOnly(2030, 1, 1), (await EndOfAsync(units, "330281")).ValidTo);
        Assert.Equal((new DateOnly(2027, 1, 1), 2), await EndOfAsync(units, "330282"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_listed_pairing_that_overlaps_with_a_registered_one_is_left_out(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        await units.RegisterPairingAsync("331022", "510824", "2021-03-01");
        PairingLine[] longer =
        [
            .. Pairings, new(Scheme.EastWest, PairingTier.County, "331022", "510824", new DateOnly(2021, 5, 1), null, null, null),
        ];

        Assert.Equal((0, 0), await LoadAsync(units, Regions, longer));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_list_that_names_an_unknown_party_is_refused_whole(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        ReferenceRegion[] renamed =
        [
            .. Regions.Select(region => region.Line.Id == "513430" ? region with { Line = region.Line with { Name = "金阳市" } } : region),
        ];
        PairingLine[] wrong =
        [
            .. Pairings, new(Scheme.EastWest, PairingTier.County, "999999", "510824", new DateOnly(2021, 5, 1), null, null, null),
        ];

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => LoadAsync(units, renamed, wrong));

        Assert.Contains("999999", refusal.Message, StringComparison.Ordinal);
        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.Regions.AnyAsync(region => region.Name == "金阳市", Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Instances_that_start_together_load_a_new_list_once(Engine engine)
    {
        await using var units = await SharedUnits.StartOwnAsync(engine, Ct);
        ReferenceRegion[] renamed =
        [
            .. Regions.Select(region => region.Line.Id == "513430" ? region with { Line = region.Line with { Name = "金阳市" } } : region),
        ];

        var loaded = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => LoadAsync(units, renamed, Pairings), Ct)));

        Assert.Equal([(0, 0), (0, 0), (0, 0), (1, 1)], loaded.Order());
    }

    static async Task<(int Regions, int Pairings)> LoadAsync(
        ServiceUnderTest<UnitsDb> units, IReadOnlyList<ReferenceRegion> regions, IReadOnlyList<PairingLine> pairings)
    {
        await using var scope = units.OpenDb(out var db);
        return await LoadReference.LoadAsync(db, Registrar(db), regions, PovertyCounties, pairings, NullLogger.Instance, Ct);
    }

    static Registrar Registrar(UnitsDb db) => new(db, Platform.Web.Caller.System, new FixedClock(SharedUnits.Now));

    static async Task<(DateOnly? ValidTo, long Version)> EndOfAsync(ServiceUnderTest<UnitsDb> units, string east)
    {
        await using var scope = units.OpenDb(out var db);
        var pairing = await db.Pairings.AsNoTracking().SingleAsync(known => known.EastRegionId == east, Ct);
        return (pairing.ValidTo, pairing.Version);
    }
}
