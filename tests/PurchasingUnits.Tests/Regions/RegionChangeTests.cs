using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Regions;

public sealed class RegionChangeTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "民函〔2026〕1号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_of_old_leads_to_the_region_of_today(Engine engine)
    {
        var units = await own.OnAsync(engine);

        var then = await units.Operator.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=520221&on=2010-01-01");
        var now = await units.Operator.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=520204");

        Assert.Equal(("520204", "水城县", "水城区"), (then.RegionId, then.NameThen, then.Region.Name));
        Assert.Equal(("520204", "水城区"), (now.RegionId, now.NameThen));
        await units.Operator.RefusesAsync(
            http => http.GetAsync("/units/regions/resolutions?code=520221&on=2024-01-01", Ct), 404, "region_code_not_found");
        await units.Operator.RefusesAsync(
            http => http.GetAsync("/units/regions/resolutions?code=520204&on=2010-01-01", Ct), 404, "region_code_not_found");
        await units.Operator.RefusesAsync(http => http.GetAsync("/units/regions/resolutions?code=5202", Ct), 400, "region_code_invalid", "code");
        var told = units.Told<RegionsPublished>().SelectMany(message => message.Regions).First(region => region.RegionId == "520204");
        Assert.Equal(
            [
                new("520221", "水城县", RegistryDays.First, new DateOnly(2020, 7, 16)),
                new RegionsPublished.CodeVersion("520204", "水城区", new DateOnly(2020, 7, 16), null),
            ],
            told.CodeVersions!);
        Assert.Null(told.RegisteredAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_that_becomes_a_city_stays_the_same_region_and_its_pairing_goes_on(Engine engine)
    {
        // EC-78, CR-20.
        var units = await own.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("441302", "610928", "2021-05-01");

        using var response = await units.Operator.PostOnceAsync(
            "/units/regions/610928/code-versions", new { kind = "Upgrade", code = "610981", name = "旬阳市", on = "2021-03-01", document = Document }, ct: Ct);

        var region = await response.BodyAsync<RegionView>(HttpStatusCode.Created);
        Assert.Equal(("610928", "610981", "旬阳市", 2), (region.RegionId, region.Code, region.Name, region.Version));
        Assert.Equal(["610928", "610981"], region.CodeVersions!.Select(version => version.Code));
        Assert.Equal(LineageKind.Upgrade, Assert.Single(region.Lineage!).Kind);
        var told = await ToldAsync(units, "610928", 2);
        Assert.Equal((SharedUnits.Now, "610981", 2), (told.RegisteredAt, told.Code, told.CodeVersions!.Count));
        var goesOn = await units.Operator.GetBodyAsync<PairingView>($"/units/pairings/{pairing.PairingId}");
        Assert.Equal(("旬阳市", pairing.ValidFrom, null, 2), (goesOn.West.Name, goesOn.ValidFrom, goesOn.ValidTo, goesOn.Version));
        var resolved = await units.Operator.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=610928&on=2020-12-31");
        Assert.Equal(("610928", "旬阳县"), (resolved.RegionId, resolved.NameThen));
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync("/units/regions/610928/code-versions", new { kind = "Rename", name = "旬阳", on = "2021-03-01", document = Document }, ct: Ct),
            409,
            "region_version_overlaps",
            "on");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync("/units/regions/610926/code-versions", new { kind = "Rename", code = "610981", on = "2022-03-01", document = Document }, ct: Ct),
            409,
            "region_code_taken",
            "code");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync("/units/regions/610928/code-versions", new { kind = "Rename", name = "旬阳", on = "2026-11-22", document = Document }, ct: Ct),
            400,
            "day_to_come",
            "on");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_former_code_can_be_filed_before_or_after_a_later_change(Engine engine)
    {
        var units = await own.OnAsync(engine);
        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/610322/code-versions", new { kind = "Upgrade", code = "610305", name = "凤翔区", on = "2021-02-01", document = Document }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/610322/former-codes", new { kind = "Rename", code = "610399", name = "雍县", validTo = "1990-01-01", document = Document }, ct: Ct))
        {
            var region = await response.BodyAsync<RegionView>(HttpStatusCode.Created);
            Assert.Equal(
                [("610399", "1990-01-01"), ("610322", "2021-02-01"), ("610305", null)],
                region.CodeVersions!.Select(version => (version.Code, version.ValidTo?.ToString("yyyy-MM-dd", null))));
        }

        var resolved = await units.Operator.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=610399&on=1985-06-01");
        Assert.Equal("610322", resolved.RegionId);
        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/610322/former-codes", new { kind = "Rename", code = "610398", name = "雍", validFrom = "1980-01-01", validTo = "1985-01-01", document = Document }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(
                "/units/regions/610322/former-codes", new { kind = "Rename", code = "610397", name = "古雍", validTo = "1979-01-01", document = Document }, ct: Ct),
            409,
            "region_version_overlaps",
            "validTo");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task After_a_merger_units_are_in_the_successor_and_pairings_wait_for_somebody_to_decide(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var unit = await units.RegisterUnitAsync(region: "330104");
        var other = await units.RegisterUnitAsync(region: "330102");
        var pairing = await units.RegisterPairingAsync("330104", "510822", "2018-01-01");

        using var response = await units.Operator.PostOnceAsync(
            "/units/regions/mergers", new { fromRegionIds = Ids("330104"), toRegionId = "330102", on = "2021-04-09", document = Document }, ct: Ct);

        var merger = await response.BodyAsync<MergeRegions.MergerView>(HttpStatusCode.Created);
        Assert.Equal(("330102", 2, 1), (merger.Successor.RegionId, merger.Successor.Version, merger.UnitsMoved));
        var waiting = Assert.Single(merger.Pairings, one => one.Pairing.PairingId == pairing.PairingId);
        Assert.Equal(("330102", "510822", null), (waiting.SuggestedEastRegionId, waiting.SuggestedWestRegionId, waiting.Pairing.ValidTo));
        var moved = await units.Operator.GetBodyAsync<UnitView>(Given.UnitPath(unit.UnitId));
        Assert.Equal([("330104", "2021-04-09"), ("330102", null)], Stays(moved));
        Assert.Single((await units.Operator.GetBodyAsync<UnitView>(Given.UnitPath(other.UnitId))).Affiliations);
        var ended = await units.Operator.GetBodyAsync<RegionView>("/units/regions/330104");
        Assert.Equal((new DateOnly(2021, 4, 9), "330102"), (ended.EndedOn, Assert.Single(ended.Lineage!).ToRegionId));
        Assert.Equal(new DateOnly(2021, 4, 9), (await ToldAsync(units, "330104", 2)).CodeVersions!.Single().ValidTo);
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync($"{Given.UnitPath(unit.UnitId)}/affiliations", new { regionId = "330104", validFrom = "2022-01-01" }, ct: Ct),
            409,
            "region_ended",
            "regionId");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync("/units/regions/330104/code-versions", new { kind = "Rename", name = "江干", on = "2022-01-01", document = Document }, ct: Ct),
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
            new { fromRegionIds = Ids("500105", "500112"), toRegionId = "500157", code = "500157", name = "两江新区", on = "2025-12-01", document = Document },
            ct: Ct);

        var merger = await response.BodyAsync<MergeRegions.MergerView>(HttpStatusCode.Created);
        Assert.Equal(("两江新区", "/500000/500157/", 2), (merger.Successor.Name, merger.Successor.Path, merger.Successor.Lineage!.Count));
        Assert.Equal([("500105", "2025-12-01"), ("500157", null)], Stays(await units.Operator.GetBodyAsync<UnitView>(Given.UnitPath(unit.UnitId))));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task After_a_split_units_are_listed_until_somebody_says_where_they_belong(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var (stays, moves) = (await units.RegisterUnitAsync(region: "330110"), await units.RegisterUnitAsync(region: "330110"));

        using var response = await units.Operator.PostOnceAsync(
            "/units/regions/splits",
            new { fromRegionId = "330110", ends = false, into = new[] { new { code = "330113", name = "临平区" } }, on = "2021-04-09", document = Document },
            ct: Ct);

        var split = await response.BodyAsync<SplitRegion.SplitView>(HttpStatusCode.Created);
        Assert.Equal(("330113", "/330000/330100/330113/"), (split.Regions.Single().RegionId, split.Regions.Single().Path));
        Assert.Equal((null, 2, "330113"), (split.From.EndedOn, split.From.Version, Assert.Single(split.From.Lineage!).ToRegionId));
        Assert.Equal(new[] { stays.UnitId, moves.UnitId }.Order(), split.UnitsToReaffiliate.Select(unit => unit.UnitId).Order());
        var official = units.Client(Roles.Official, region: "330100", tier: "City");
        Assert.Equal(2, (await official.GetBodyAsync<Platform.Web.Page<UnitToReaffiliate>>("/units/reaffiliations?region=330110")).Items.Count);
        Assert.Empty((await units.Client(Roles.Official, region: "441302", tier: "County")
            .GetBodyAsync<Platform.Web.Page<UnitToReaffiliate>>("/units/reaffiliations")).Items);

        // One moves to the new region from the day of the split, of the other it is said that it stays.
        foreach (var (unit, region) in new[] { (moves, "330113"), (stays, "330110") })
        {
            using var said = await units.Operator.PostOnceAsync(
                $"{Given.UnitPath(unit.UnitId)}/affiliations", new { regionId = region, validFrom = "2021-04-09" }, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, said.StatusCode);
        }

        Assert.Empty((await official.GetBodyAsync<Platform.Web.Page<UnitToReaffiliate>>("/units/reaffiliations?region=330110")).Items);
        Assert.Equal([("330110", "2021-04-09"), ("330113", null)], Stays(await units.Operator.GetBodyAsync<UnitView>(Given.UnitPath(moves.UnitId))));
        Assert.Equal([("330110", null)], Stays(await units.Operator.GetBodyAsync<UnitView>(Given.UnitPath(stays.UnitId))));
    }

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
            var seen = await units.Operator.GetBodyAsync<UnitView>(Given.UnitPath(unit.UnitId));
            Assert.Equal(["/610000/610900/610927/", "/610000/610700/610927/"], seen.Affiliations.Select(affiliation => affiliation.Path.Value));
            Assert.Equal([("610927", "2022-01-09"), ("610927", null)], Stays(seen));
        }

        await Eventually.NotNullAsync(
            () => Task.FromResult(units.Told<UnitPublished>().SingleOrDefault(told => told.UnitId == before.UnitId && told.Version == 2)), "the unit to be told", ct: Ct);
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync("/units/regions/610700/transfer", new { parentId = "610927", on = "2023-01-09", document = Document }, ct: Ct),
            400,
            "region_tree_cycle",
            "parentId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_functional_zone_has_a_host_and_no_code_and_can_be_paired(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var zone = new { regionId = "zone-changzhou", name = "常州经济开发区", hostRegionId = "320412", validFrom = "2015-01-01", document = Document };
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
                "/units/regions/zones", new { regionId = "320499", name = "某区", hostRegionId = "320412", validFrom = "2015-01-01", document = Document }, ct: Ct),
            400,
            "zone_id_like_code",
            "regionId");
        await units.Operator.RefusesAsync(http => http.PostOnceAsync("/units/regions/zones", zone, ct: Ct), 409, "region_exists", "regionId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_people_changed_no_longer_follows_the_reference_list(Engine engine)
    {
        var units = await own.OnAsync(engine);
        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/513425/code-versions", new { kind = "Upgrade", code = "513402", name = "会理市", on = "2021-02-01", document = Document }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        await using var scope = units.OpenDb(out var db);
        var registrar = new PurchasingUnits.Changes.Registrar(db, Platform.Web.Caller.System, new FixedClock(SharedUnits.Now));
        await LoadReference.LoadAsync(
            db, registrar, ReferenceFiles.Regions(), ReferenceFiles.Pairings(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, Ct);

        var region = await units.Operator.GetBodyAsync<RegionView>("/units/regions/513425");
        Assert.Equal(("513402", "会理市", 2), (region.Code, region.Name, region.Version));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_operators_change_regions_and_the_change_is_on_record(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var body = new { kind = "Rename", name = "新名县", on = "2024-01-01", document = Document };
        await units.Client(Roles.Official, region: "513400", tier: "City").RefusesAsync(
            http => http.PostOnceAsync("/units/regions/513437/code-versions", body, ct: Ct), 403, "role_not_allowed");
        using (await units.Operator.PostOnceAsync("/units/regions/513437/code-versions", body, ct: Ct))
        {
        }

        var change = Assert.Single((await units.Client(Roles.Official, region: "513400", tier: "City")
            .GetBodyAsync<Platform.Web.Page<JsonElement>>("/units/changes?objectId=513437")).Items);
        Assert.Equal(("test-operator", Document), (change.GetProperty("by").GetString(), change.GetProperty("document").GetString()));
        Assert.Equal(("雷波县", "新名县"), (change.GetProperty("before").GetProperty("name").GetString(), change.GetProperty("after").GetProperty("name").GetString()));
    }

    static string[] Ids(params string[] ids) => ids;

    static IEnumerable<(string RegionId, string? ValidTo)> Stays(UnitView unit) =>
        unit.Affiliations.Select(affiliation => (affiliation.RegionId, affiliation.ValidTo?.ToString("yyyy-MM-dd", null)));

    static Task<RegionsPublished.Region> ToldAsync(ServiceUnderTest<UnitsDb> units, string regionId, long version) => Eventually.NotNullAsync(
        () => Task.FromResult(units.Told<RegionsPublished>().SelectMany(message => message.Regions)
            .SingleOrDefault(region => region.RegionId == regionId && region.Version == version)),
        "the region to be told",
        ct: Ct);
}
