using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Regions;

/// <summary>GET /units/regions/resolutions: which region had a code on a day (CR-20).</summary>
public sealed class ResolveRegionCodeTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_of_old_leads_to_the_region_of_today(Engine engine)
    {
        var units = await own.OnAsync(engine);

        var then = await units.Nation.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=520221&on=2010-01-01");
        var now = await units.Nation.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=520204");

        Assert.Equal(("520204", "水城县", "水城区"), (then.RegionId, then.NameThen, then.Region.Name));
        Assert.Equal(("520204", "水城区"), (now.RegionId, now.NameThen));
        Assert.Equal((true, true), (then.IsInUse, now.IsInUse));
        var given = await units.Nation.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=520221&on=2024-01-01");
        Assert.Equal((false, "520204", "水城县"), (given.IsInUse, given.RegionId, given.NameThen));
        await units.Nation.RefusesAsync(
            http => http.GetAsync("/units/regions/resolutions?code=520204&on=2010-01-01", Ct), 404, "region_code_not_found");
        await units.Nation.RefusesAsync(
            http => http.GetAsync("/units/regions/resolutions?code=999999", Ct), 404, "region_code_not_found");
        await units.Nation.RefusesAsync(
            http => http.GetAsync("/units/regions/resolutions?code=5202", Ct), 400, "region_code_invalid", "code");
        var told = units.Published<RegionsPublished>().SelectMany(message => message.Regions).First(region => region.RegionId == "520204");
        Assert.Equal(
            [
                new("520201", "水城特区", RegistryDays.First, new DateOnly(1987, 1, 1)),
                new("520221", "水城县", new DateOnly(1987, 1, 1), new DateOnly(2020, 7, 16)),
                new RegionsPublished.CodeVersion("520204", "水城区", new DateOnly(2020, 7, 16), null),
            ],
            told.CodeVersions!);
        Assert.Null(told.RegisteredAt);
    }

    /// <summary>The id is that of the list, under whatever code the region goes on.</summary>
    [Theory]
    [InlineData("330113", null, "330113", "临平区")]
    [InlineData("330114", null, "330114", "钱塘区")]
    [InlineData("513402", null, "513425", "会理市")]
    [InlineData("520581", null, "520522", "黔西市")]
    [InlineData("520522", "2021-03-01", "520522", "黔西县")]
    [InlineData("520581", "2021-11-01", "520522", "黔西市")]
    [InlineData("532302", null, "532331", "禄丰市")]
    [InlineData("540481", null, "540422", "米林市")]
    [InlineData("610305", null, "610322", "凤翔区")]
    [InlineData("659012", null, "659012", "白杨市")]
    [InlineData("653228", null, "653228", "和康县")]
    [InlineData("522322", "2017-01-01", "522302", "兴仁县")]
    [InlineData("652923", "2017-01-01", "652902", "库车县")]
    [InlineData("513229", "2012-06-01", "513201", "马尔康县")]
    [InlineData("533421", "2013-06-01", "533401", "香格里拉县")]
    [InlineData("460302", null, "460321", "西沙区")]
    [InlineData("441900", "2020-01-01", "441900", "东莞市")]
    [InlineData("460400", null, "460400", "儋州市")]
    public async Task A_code_means_the_region_that_had_it_on_the_day(string code, string? on, string regionId, string name)
    {
        var units = await own.OnAsync(Engine.Sqlite);

        var found = await units.Nation.GetBodyAsync<ResolveRegionCode.Resolution>(
            $"/units/regions/resolutions?code={code}{(on is null ? "" : $"&on={on}")}");

        Assert.Equal((true, regionId, name), (found.IsInUse, found.RegionId, found.NameThen));
        Assert.Null(found.Successors);
    }

    /// <summary>What was merged or split leads to the regions of today, over several changes if need be.</summary>
    [Theory]
    [InlineData("330103", "330105")]
    [InlineData("330104", "330102", "330114")]
    [InlineData("350402", "350404")]
    [InlineData("110103", "110101")]
    [InlineData("120107", "120116")]
    public async Task A_region_that_has_ended_leads_to_its_successors(string code, params string[] successors)
    {
        var units = await own.OnAsync(Engine.Sqlite);

        var found = await units.Nation.GetBodyAsync<ResolveRegionCode.Resolution>($"/units/regions/resolutions?code={code}");

        Assert.False(found.IsInUse);
        Assert.NotNull(found.Region.EndedOn);
        Assert.Equal(successors.Order(), found.Successors!.Select(successor => successor.Code).Order());
    }
}
