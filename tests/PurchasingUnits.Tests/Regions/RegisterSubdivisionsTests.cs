using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Regions;

/// <summary>POST /units/regions/{regionId}/subdivisions.</summary>
public sealed class RegisterSubdivisionsTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string Document = "金民发〔2026〕1号";

    static readonly string[] Ending = ["513322"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_township_and_its_village_are_resolved_as_of_a_day_to_their_county_with_their_whole_name(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var county = units.Official("610323");

        var said = await RegisterAsync(
            county, "610323", "2020-01-01", [("610323100001", "凤鸣村", null), ("610323100", "凤鸣镇", null)]);
        Assert.Equal(new RegisterSubdivisions.Registered(2, 0, 0, 0), said);
        Assert.Equal(
            new RegisterSubdivisions.Registered(0, 1, 0, 1),
            await RegisterAsync(county, "610323", "2024-07-01", [("610323100", "凤鸣街道", null), ("610323100001", "凤鸣村", null)]));

        var before = await ResolveAsync(units, "610323100001", "2024-06-30");
        Assert.Equal(("610323", "陕西省宝鸡市岐山县凤鸣镇凤鸣村"), (before.RegionId, before.NameThen));
        Assert.Equal(SubdivisionLevel.Village, before.Subdivision!.Level);
        Assert.Equal("陕西省宝鸡市岐山县凤鸣街道凤鸣村", (await ResolveAsync(units, "610323100001", "2024-07-01")).NameThen);
        using var early = await units.Operator.GetAsync("/units/regions/resolutions?code=610323100&on=2019-12-31", Ct);
        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task When_counties_are_merged_townships_are_in_the_successor_and_get_new_codes_by_a_change_of_their_own(Engine engine)
    {
        var units = await own.OnAsync(engine);
        await RegisterAsync(units.Official("513322"), "513322", "2020-01-01", [("513322100", "泸桥镇", null), ("513322100001", "一村", null)]);

        using (var merged = await units.Operator.PostOnceAsync(
            "/units/regions/mergers",
            new { fromRegionIds = Ending, toRegionId = "513323", on = "2025-03-01", document = Document }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.Created, merged.StatusCode);
        }

        Assert.Equal("513322", (await ResolveAsync(units, "513322100001", "2025-02-28")).RegionId);
        Assert.Equal(
            ("513323", "四川省甘孜藏族自治州丹巴县泸桥镇一村"),
            Of(await ResolveAsync(units, "513322100001", "2025-03-01")));
        await RegisterAsync(
            units.Official("513323"), "513323", "2025-06-01",
            [("513323110", "泸桥镇", "513322100"), ("513323110001", "一村", "513322100001")]);

        Assert.Equal(("513323", "四川省甘孜藏族自治州丹巴县泸桥镇一村"), Of(await ResolveAsync(units, "513323110001", "2025-06-01")));
        Assert.Equal("513322100001", (await ResolveAsync(units, "513323110001", "2025-06-01")).Subdivision!.SubdivisionId);

        static (string, string) Of(ResolveRegionCode.Resolution found) => (found.RegionId, found.NameThen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_contradicts_itself_is_refused_at_its_item(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var county = units.Official("110106");
        await RegisterAsync(county, "110106", "2020-01-01", [("110106001", "右安门街道", null), ("110106001001", "一社区", null)]);

        foreach (var (code, former, refusal, field) in new[]
        {
            ("110107001", null, "code_not_of_county", "subdivisions[0].code"),
            ("11010600", null, "subdivision_code_invalid", "subdivisions[0].code"),
            ("110106002001", null, "subdivision_not_found", "subdivisions[0].code"),
            ("110106003", "110106009", "subdivision_not_found", "subdivisions[0].formerCode"),
        })
        {
            await county.RefusesAsync(http => PostAsync(http, "110106", "2021-01-01", [(code, "某街道", former)]), 400, refusal, field);
        }

        await county.RefusesAsync(
            http => PostAsync(http, "110106", "2020-01-01", [("110106001", "新右安门街道", null)]), 400, "subdivision_version_overlaps");
        await county.RefusesAsync(
            http => PostAsync(http, "110106", "2021-01-01", [], "110106001"), 400, "subdivision_has_villages", "ended[0]");
        await units.Nation.RefusesAsync(
            http => PostAsync(http, "429000", "2021-01-01", [("429000001", "某镇", null)]), 400, PlaceRegion.Placeholder, "regionId");
        await units.Official("110107").RefusesAsync(
            http => PostAsync(http, "110106", "2021-01-01", [("110106004", "某街道", null)]), 403, "not_your_region");
        using var ended = await PostAsync(county, "110106", "2022-01-01", [], "110106001", "110106001001");
        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        using var gone = await units.Operator.GetAsync("/units/regions/resolutions?code=110106001&on=2022-01-01", Ct);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    internal static async Task<RegisterSubdivisions.Registered> RegisterAsync(
        HttpClient client, string county, string from, IReadOnlyList<(string Code, string Name, string? Former)> items)
    {
        using var response = await PostAsync(client, county, from, items);
        return await response.BodyAsync<RegisterSubdivisions.Registered>(HttpStatusCode.OK);
    }

    static Task<HttpResponseMessage> PostAsync(
        HttpClient client, string county, string from, IReadOnlyList<(string Code, string Name, string? Former)> items,
        params string[] ended) => client.PostOnceAsync(
            $"/units/regions/{county}/subdivisions",
            new
            {
                validFrom = from,
                subdivisions = items.Select(item => new { code = item.Code, name = item.Name, formerCode = item.Former }),
                ended,
                document = Document,
            },
            ct: Ct);

    static Task<ResolveRegionCode.Resolution> ResolveAsync(ServiceUnderTest<UnitsDb> units, string code, string on) =>
        units.Operator.GetBodyAsync<ResolveRegionCode.Resolution>($"/units/regions/resolutions?code={code}&on={on}");
}
