using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.PurchasingUnits.Reference;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.RegionUpdates;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.RegionChanges;

/// <summary>POST /units/regions/{regionId}/code-versions (CR-20).</summary>
public sealed class RenameRegionTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "民函〔2026〕1号";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_county_that_becomes_a_city_stays_the_same_region_and_its_pairing_goes_on(Engine engine)
    {
        // EC-78, CR-20.
        var units = await own.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync("441302", "513432", "2021-05-01");

        using var response = await units.Operator.PostOnceAsync(
            "/units/regions/513432/code-versions",
            new { kind = "Upgrade", code = "513497", name = "喜德市", on = "2021-03-01", document = Document }, ct: Ct);

        var region = await response.BodyAsync<RegionView>(HttpStatusCode.Created);
        Assert.Equal(("513432", "513497", "喜德市", 2), (region.RegionId, region.Code, region.Name, region.Version));
        Assert.Equal(["513432", "513497"], region.CodeVersions!.Select(version => version.Code));
        Assert.Equal(LineageKind.Upgrade, Assert.Single(region.Lineage!).Kind);
        var told = await ToldAsync(units, "513432", 2);
        Assert.Equal((SharedUnits.Now, "513497", 2), (told.RegisteredAt, told.Code, told.CodeVersions!.Count));
        var goesOn = await units.Operator.GetBodyAsync<PairingView>($"/units/pairings/{pairing.PairingId}");
        Assert.Equal(("喜德市", pairing.ValidFrom, null, 2), (goesOn.West.Name, goesOn.ValidFrom, goesOn.ValidTo, goesOn.Version));
        var resolved = await units.Operator.GetBodyAsync<ResolveRegionCode.Resolution>(
            "/units/regions/resolutions?code=513432&on=2020-12-31");
        Assert.Equal(("513432", "喜德县"), (resolved.RegionId, resolved.NameThen));
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(
                "/units/regions/513432/code-versions",
                new { kind = "Rename", name = "喜德", on = "2021-03-01", document = Document }, ct: Ct),
            409,
            "region_version_overlaps",
            "on");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(
                "/units/regions/610926/code-versions",
                new { kind = "Rename", code = "513497", on = "2022-03-01", document = Document }, ct: Ct),
            409,
            "region_code_taken",
            "code");
        await units.Operator.RefusesAsync(
            http => http.PostOnceAsync(
                "/units/regions/513432/code-versions",
                new { kind = "Rename", name = "喜德", on = "2026-11-22", document = Document }, ct: Ct),
            400,
            "day_to_come",
            "on");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_people_changed_no_longer_follows_the_reference_list(Engine engine)
    {
        var units = await own.OnAsync(engine);
        using (var response = await units.Operator.PostOnceAsync(
            "/units/regions/513433/code-versions",
            new { kind = "Upgrade", code = "513496", name = "冕宁市", on = "2021-02-01", document = Document }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        }

        await using var scope = units.OpenDb(out var db);
        var registrar = new PurchasingUnits.Changes.Registrar(db, Platform.Web.Caller.System, new FixedClock(SharedUnits.Now));
        await LoadReference.LoadAsync(
            db, registrar, ReferenceRegions.Read(), ReferenceFiles.PovertyCounties(), ReferenceFiles.Pairings(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, Ct);

        var region = await units.Operator.GetBodyAsync<RegionView>("/units/regions/513433");
        Assert.Equal(("513496", "冕宁市", 2), (region.Code, region.Name, region.Version));
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
            .GetBodyAsync<Page<JsonElement>>("/units/changes?objectId=513437")).Items);
        Assert.Equal(("test-operator", Document), (change.GetProperty("by").GetString(), change.GetProperty("document").GetString()));
        Assert.Equal(
            ("雷波县", "新名县"),
            (change.GetProperty("before").GetProperty("name").GetString(), change.GetProperty("after").GetProperty("name").GetString()));
    }

    static Task<RegionsPublished.Region> ToldAsync(ServiceUnderTest<UnitsDb> units, string regionId, long version) =>
        Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<RegionsPublished>().SelectMany(message => message.Regions)
                .SingleOrDefault(region => region.RegionId == regionId && region.Version == version)),
            "the region to be told",
            ct: Ct);
}
