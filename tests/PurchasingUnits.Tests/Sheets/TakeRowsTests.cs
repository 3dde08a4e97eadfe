using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Sheets;

/// <summary>Rows of a registry table are taken some hundred together, and mean what they would mean one by one.</summary>
public sealed class TakeRowsTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    static readonly string[] Counties = ["110106", "513322", "513432", "610323"];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_table_of_many_rows_asks_the_database_no_more_than_one_of_few(Engine engine)
    {
        var units = await own.OnAsync(engine);
        Guid[] ids = [.. Enumerable.Range(0, 400).Select(_ => Guid.CreateVersion7())];
        await SentAsync(units, "units", Units(ids), dryRun: false);
        var designations = ids.ToDictionary(id => id, _ => Guid.CreateVersion7());
        await SentAsync(units, "designations", "designationId,unitId,countyCode,validFrom,validTo\n" + Lines(
            ids, (id, _) => $"{designations[id]},{id},150125,2016-01-01,2020-01-01"), dryRun: false);
        (string Kind, Func<Guid[], string> Table)[] tables =
        [
            ("units", some => Units([.. some.Select(_ => Guid.CreateVersion7())])),
            ("units", Units),
            ("facilitators", some => "facilitatorId,name,kind,unitId,registrations\n" + Lines(
                some, (id, at) => $"{Guid.CreateVersion7()},某馆{at},Hall,{id},2021-05-01/2022-01-01 330211;2023-01-01 330212")),
            ("designations", some => "unitId,countyCode,validFrom\n" + Lines(some, (id, _) => $"{id},513430,2021-01-01")),
            ("targets", some => "holderId,measure,year,amountYuan,effectiveFrom\n" + Lines(
                some, (id, _) => $"{designations[id]},Buy,2026,28000000,")),
            ("quota-plans", some => "unitId,year,plannedYuan,reservedYuan\n" + Lines(some, (id, _) => $"{id},2026,100000,20000")),
            ("quota-ratios", some => "financeDivision,validFrom,minimumPercent,document\n" + Lines(
                some, (id, _) => $"某局{id},2026-01-01,12.5%,甲")),
        ];
        foreach (var (kind, table) in tables)
        {
            var few = await SentAsync(units, kind, table(ids[..20]), dryRun: true);
            var many = await SentAsync(units, kind, table(ids), dryRun: true);

            // SQLite writes row by row, in the process.
            Assert.True(many.Count(IsAsked) <= few.Count(IsAsked), $"{kind}: {few.Count(IsAsked)}, {many.Count(IsAsked)}");
            Assert.True(engine == Engine.Sqlite || many.Count <= few.Count + 2, $"{kind}: {few.Count}, {many.Count}");
        }

        static bool IsAsked(string statement) => statement.StartsWith("SELECT", StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_row_builds_on_those_before_it_and_not_on_one_that_is_refused(Engine engine)
    {
        var units = await own.OnAsync(engine);
        Guid[] ids = [.. Enumerable.Range(0, 6).Select(_ => Guid.CreateVersion7())];
        await SentAsync(units, "units", Units([ids[5]]), dryRun: false);
        var table = "unitId,name,kind,parentId,isPairingDesignated,affiliations,document\n" + string.Join(
            '\n',
            $"{ids[0]},甲,School,,no,2020-01-01 330211,",
            $"{ids[1]},乙,School,{ids[0]},no,2020-01-01 330211,",
            // Renamed and moved in one row, of which the second needs a document: neither happens.
            $"{ids[5]},丙,GovernmentOrgan,,no,2020-01-01 330212,",
            $"{ids[2]},丁,School,{Guid.CreateVersion7()},no,2020-01-01 330211,",
            $"{ids[3]},戊,School,{ids[2]},no,2020-01-01 330211,",
            $"{ids[4]},己,School,{ids[1]},no,2020-01-01 330211,",
            $"{ids[5]},单位0,GovernmentOrgan,,no,2020-01-01 {Counties[0]},",
            $"{ids[4]},己,School,{ids[1]},no,2020-01-01 330211,");

        using var response = await ImportRegistryTests.ImportAsync(units, "units", Encoding.UTF8.GetBytes(table), dryRun: true);

        var report = await response.BodyAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal(
            [(4, "document", "cell_missing"), (5, "parentId", "unknown_parent"), (6, "parentId", "unknown_parent")],
            report.GetProperty("faults").EnumerateArray().Select(fault => (
                fault.GetProperty("row").GetInt32(), fault.GetProperty("column").GetString()!, fault.GetProperty("code").GetString()!)));
        Assert.Equal((3, 0, 2), (
            ImportRegistryTests.Number(report, "created"), ImportRegistryTests.Number(report, "changed"),
            ImportRegistryTests.Number(report, "unchanged")));
        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.Units.AnyAsync(unit => unit.Id == ids[0], Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_code_means_the_same_region_in_a_table_as_by_itself(Engine engine)
    {
        var units = await own.OnAsync(engine);
        await using var scope = units.OpenDb(out var db);
        var versions = await db.RegionCodeVersions.AsNoTracking().Where(version => version.Code != null)
            .OrderBy(version => version.RegionId).ThenBy(version => version.ValidFrom).ToListAsync(Ct);
        (string Code, DateOnly Day, Guid Unit)[] sample =
        [
            .. versions.Where((_, at) => at % 199 == 0).Select(version => (version.Code!, version.ValidFrom, Guid.CreateVersion7())),
            .. versions.Where(version => version.ValidTo is not null).Where((_, at) => at % 199 == 0)
                .Select(version => (version.Code!, version.ValidTo!.Value.AddDays(40), Guid.CreateVersion7())),
            ("330211", new(2026, 1, 1), Guid.CreateVersion7()),
        ];
        var inUse = new List<(Guid Unit, string Row, string RegionId)>();
        foreach (var (code, day, unit) in sample)
        {
            using var answer = await units.Nation.GetAsync($"/units/regions/resolutions?code={code}&on={day:yyyy-MM-dd}", Ct);
            var known = await answer.BodyAsync<ResolveRegionCode.Resolution>(HttpStatusCode.OK);
            if (known.IsInUse && known.Region.EndedOn is null)
            {
                inUse.Add((unit, $"{unit},某单位,School,,no,{day:yyyy-MM-dd} {code},", known.RegionId));
            }
        }

        await SentAsync(units, "units", "unitId,name,kind,parentId,isPairingDesignated,affiliations,document\n"
            + string.Join('\n', inUse.Select(row => row.Row)), dryRun: false);

        Assert.InRange(inUse.Count, 15, sample.Length);
        foreach (var (unit, row, regionId) in inUse)
        {
            var view = await units.Nation.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit));
            Assert.Equal((row, regionId), (row, view.Affiliations[0].RegionId));
        }
    }

    static async Task<IReadOnlyList<string>> SentAsync(ServiceUnderTest<UnitsDb> units, string kind, string table, bool dryRun)
    {
        using var count = new CommandCount(units.ConnectionString);
        using var response = await ImportRegistryTests.ImportAsync(units, kind, Encoding.UTF8.GetBytes(table), dryRun);
        var report = await response.BodyAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Empty(report.GetProperty("faults").EnumerateArray());
        return count.Sent;
    }

    static string Units(Guid[] ids) => "unitId,name,kind,parentId,isPairingDesignated,affiliations,canteens\n" + Lines(ids, (id, at) =>
        $"{id},单位{at},GovernmentOrgan,{(at % 10 == 0 ? "" : ids[at - (at % 10)])},no,2020-01-01 {Counties[at % 4]},2020-01-01 Own");

    static string Lines(Guid[] ids, Func<Guid, int, string> line) => string.Join('\n', ids.Select(line));
}
