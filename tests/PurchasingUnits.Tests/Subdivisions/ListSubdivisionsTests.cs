using System.Diagnostics;
using System.Globalization;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Subdivisions;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Subdivisions;

/// <summary>GET /units/regions/{regionId}/subdivisions.</summary>
public sealed class ListSubdivisionsTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    const string List = "/units/regions/513432/subdivisions";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Townships_and_the_villages_of_one_are_listed_by_code_page_by_page(Engine engine)
    {
        var units = await own.OnAsync(engine);
        await RegisterSubdivisionsTests.RegisterAsync(
            units.Nation,
            "513432",
            "2020-01-01",
            [
                ("513432101", "乙镇", null), ("513432100", "光明镇", null), ("513432102", "丙镇", null),
                ("513432100002", "二村", null), ("513432100001", "一村", null),
            ]);

        var first = await units.Operator.GetBodyAsync<Page<SubdivisionView>>($"{List}?size=2");
        var second = await units.Operator.GetBodyAsync<Page<SubdivisionView>>($"{List}?size=2&after={first.Next}");
        Assert.Equal(
            ["光明镇", "乙镇", "丙镇"], first.Items.Concat(second.Items).Select(item => item.Name));
        Assert.Null(second.Next);
        var villages = await units.Operator.GetBodyAsync<Page<SubdivisionView>>($"{List}?township=513432100");
        Assert.Equal(
            ["四川省凉山彝族自治州喜德县光明镇一村", "四川省凉山彝族自治州喜德县光明镇二村"], villages.Items.Select(item => item.WholeName));
        Assert.Empty((await units.Operator.GetBodyAsync<Page<SubdivisionView>>($"{List}?on=2019-12-31")).Items);
        foreach (var (township, refusal) in new[] { ("513432", "subdivision_code_invalid"), ("513432999", "subdivision_not_found") })
        {
            await units.Operator.RefusesAsync(http => http.GetAsync($"{List}?township={township}", Ct), 400, refusal, "township");
        }

        await units.Operator.RefusesAsync(http => http.GetAsync("/units/regions/999999/subdivisions", Ct), 404, "region_not_found");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_villages_of_the_nation_slow_down_neither_lists_nor_codes_nor_the_registry(Engine engine)
    {
        await using var units = await SharedUnits.StartOwnAsync(engine, Ct);
        await using (var scope = units.OpenDb(out var db))
        {
            await FillAsync(db, engine, townships: 14, villages: 15);
            Assert.InRange(await db.Subdivisions.CountAsync(Ct), 600_000, 700_000);
        }

        _ = await MeasureAsync(units);
        Assert.InRange((await MeasureAsync(units)).TotalMilliseconds, 0, 1_000);
        // Units go their way without townships: the tree in memory has regions only.
        var registered = Stopwatch.GetTimestamp();
        await units.RegisterUnitAsync();
        Assert.InRange(Stopwatch.GetElapsedTime(registered).TotalMilliseconds, 0, 3_000);
    }

    static async Task<TimeSpan> MeasureAsync(ServiceUnderTest<UnitsDb> units)
    {
        var started = Stopwatch.GetTimestamp();
        var found = await units.Operator.GetBodyAsync<ResolveRegionCode.Resolution>("/units/regions/resolutions?code=513430105007");
        Assert.EndsWith("金阳县镇5村7", found.NameThen, StringComparison.Ordinal);
        var page = await units.Operator.GetBodyAsync<Page<SubdivisionView>>("/units/regions/513430/subdivisions?size=50");
        Assert.Equal(14, page.Items.Count);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>So many townships in each county, and so many villages in each.</summary>
    static async Task FillAsync(UnitsDb db, Engine engine, int townships, int villages)
    {
        var (numbers, table) = engine == Engine.Sqlite
            ? ("WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {0})", "n")
            : ("WITH n AS (SELECT generate_series(1, {0}) AS n)", "n");
        string Fill(int count, string select) =>
            "INSERT INTO subdivisions (subdivision_id, valid_from, code, name, level, parent_id, county_id, document) "
            + numbers.Replace("{0}", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            + " " + select.Replace("@n", table, StringComparison.Ordinal);
        await db.Database.ExecuteSqlRawAsync(
            Fill(townships, "SELECT code || (100 + n), '1949-10-01', code || (100 + n), '镇' || n, 'Township', NULL, id, '甲' "
                + "FROM regions, @n WHERE level = 'County' AND ended_on IS NULL"),
            Ct);
        await db.Database.ExecuteSqlRawAsync(
            Fill(villages, "SELECT code || substr('00' || n, length('00' || n) - 2), '1949-10-01', "
                + "code || substr('00' || n, length('00' || n) - 2), '村' || n, 'Village', subdivision_id, county_id, '甲' "
                + "FROM subdivisions, @n WHERE level = 'Township'"),
            Ct);
    }
}
