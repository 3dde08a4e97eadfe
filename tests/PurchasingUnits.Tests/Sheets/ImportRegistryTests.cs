using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Tables;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Sheets;

public sealed class ImportRegistryTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static TheoryData<Engine, string, TableFormat> Kinds { get; } = new(
        from engine in new[] { Engine.Sqlite, Engine.PostgreSql }
        from kind in (string[])[
            "poverty-counties", "units", "facilitators", "pairings", "designations", "quota-ratios", "quota-plans", "targets"]
        from format in Enum.GetValues<TableFormat>()
        select (engine, kind, format));

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_is_exported_and_imported_again_changes_nothing(Engine engine, string kind, TableFormat format)
    {
        var units = await own.OnAsync(engine);
        await FillAsync(units);
        var file = await units.Nation.GetByteArrayAsync($"/units/exports/{kind}?format={format}", Ct);
        await using var scope = units.OpenDb(out var db);
        var before = (await db.RegistryChanges.CountAsync(Ct), await db.OutboxMessages.CountAsync(Ct));

        using var response = await ImportAsync(units, kind, file);

        var report = await response.BodyAsync<JsonElement>(HttpStatusCode.OK);
        Assert.True(Number(report, "unchanged") > 0, report.ToString());
        Assert.Equal((0, 0, 0), (Number(report, "created"), Number(report, "changed"), report.GetProperty("faults").GetArrayLength()));
        Assert.Equal(before.Item1, await db.RegistryChanges.CountAsync(Ct));
        Assert.Equal(format == TableFormat.Xlsx, file.AsSpan().StartsWith("PK"u8));
        Assert.Equal(format == TableFormat.Csv, file.AsSpan().StartsWith(Encoding.UTF8.Preamble));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Units_come_with_tree_history_and_canteens_in_GBK_under_Chinese_headers(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var (parent, child, agent) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var table = $"""
            单位标识,单位名称,单位类型,上级单位标识,协作定点单位,归属地,预算级次,食堂,采购代理,依据文号
            {parent},某部,机关,,否,2015-01-01 110102,中央,2020-01-01 自办,,甲
            {child},"某部, 宁波办",机关,{parent},是,2015/1/1 330211；2024-07-01 330212,中央,2020-01-01 共用 {parent},2025-01-01 {agent} 某餐饮 公司,甲
            """;

        using (var response = await ImportAsync(units, "units", Gbk.GetBytes(table)))
        {
            Assert.Equal(2, Number(await response.BodyAsync<JsonElement>(HttpStatusCode.OK), "created"));
        }

        var view = await units.Nation.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(child));
        Assert.Equal(
            ("某部, 宁波办", parent, true, true, BudgetLevel.Central),
            (view.Name, view.ParentId, view.IsCentral, view.IsPairingDesignated, view.BudgetLevel));
        Assert.Equal(["330211", "330212"], view.Affiliations.Select(affiliation => affiliation.RegionId));
        Assert.Equal(
            (CanteenKind.Shared, parent, "某餐饮 公司"),
            (view.Canteens.Single().Kind, view.Canteens.Single().RepresentativeUnitId, view.Agents.Single().Name));

        // English headers, without the columns that are to stay as they are.
        var corrected = "unitId,name,kind,parentId,isPairingDesignated,affiliations,document\r\n"
            + $"{child},宁波办,GovernmentOrgan,{parent},yes,2015-01-01 330212,乙\r\n";
        using (var response = await ImportAsync(units, "units", Encoding.UTF8.GetBytes(corrected)))
        {
            Assert.Equal(1, Number(await response.BodyAsync<JsonElement>(HttpStatusCode.OK), "changed"));
        }

        view = await units.Nation.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(child));
        Assert.Equal(("宁波办", "330212", 1), (view.Name, view.Affiliations.Single().RegionId, view.Canteens.Count));
        await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<UnitPublished>()
                .FirstOrDefault(told => told.UnitId == child && told.Name == "宁波办" && told.Affiliations.Count == 1)),
            "the unit to be told",
            ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_registry_table_is_imported_from_XLSX_and_XLS_with_days_amounts_and_shares_as_cells(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var (unit, division) = (Guid.CreateVersion7(), $"某财政局{Guid.CreateVersion7()}");
        using (var response = await ImportAsync(units, "units", XlsFile.Of(
            ["单位登记表（2026 年）"],
            ["单位标识", "单位名称", "单位类型", "上级单位标识", "协作定点单位", "归属地"],
            [unit.ToString(), "某校", "学校", null, "否", "2015-01-01 330211"])))
        {
            Assert.Equal(1, Number(await response.BodyAsync<JsonElement>(HttpStatusCode.OK), "created"));
        }

        using (var response = await ImportAsync(units, "quota-plans", XlsFile.Of(
            ["单位标识", "年度", "年度采购计划（元）", "预留金额（元）"], [unit.ToString(), 2026, 120_000, 12_000.5])))
        {
            Assert.Equal(1, Number(await response.BodyAsync<JsonElement>(HttpStatusCode.OK), "created"));
        }

        var ratios = XlsxTable.Write(new Table
        {
            SheetName = "比例",
            Columns =
            [
                new("financeDivision", "财政部门", "financeDivision"), new("validFrom", "起始日", "validFrom", ColumnKind.Date),
                new("minimumPercent", "最低预留比例", "minimumPercent", ColumnKind.Percent), new("document", "依据文号", "document"),
            ],
            Rows = [[division, new DateOnly(2026, 1, 1), 1_250, "甲"]],
        });
        using (var response = await ImportAsync(units, "quota-ratios", ratios))
        {
            Assert.Equal(1, Number(await response.BodyAsync<JsonElement>(HttpStatusCode.OK), "created"));
        }

        await using var scope = units.OpenDb(out var db);
        var plan = await db.QuotaPlans.AsNoTracking().SingleAsync(plan => plan.UnitId == unit, Ct);
        Assert.Equal((2026, 12_000_000L, 1_200_050L), (plan.Year, plan.PlannedFen, plan.ReservedFen));
        var ratio = await db.QuotaRatios.AsNoTracking().SingleAsync(ratio => ratio.FinanceDivision == division, Ct);
        Assert.Equal((new DateOnly(2026, 1, 1), 1_250), (ratio.ValidFrom, ratio.MinimumBasisPoints));
        Assert.Contains(
            $"{division},2026-01-01,12.50%,否,甲",
            await units.Nation.GetStringAsync("/units/exports/quota-ratios", Ct),
            StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_poverty_list_names_counties_by_id_or_by_the_code_of_the_day(Engine engine)
    {
        var units = await own.OnAsync(engine);
        const string Table = "区划代码,起始日,终止日\r\n520221,2012-03-19,\r\n110106,2014-01-01,2019-05-07\r\n";

        using (var response = await ImportAsync(units, "poverty-counties", Encoding.UTF8.GetBytes(Table)))
        {
            var report = await response.BodyAsync<JsonElement>(HttpStatusCode.OK);
            Assert.Equal(2, Number(report, "created") + Number(report, "unchanged"));
        }

        var region = await units.Nation.GetBodyAsync<RegionView>("/units/regions/520204");
        Assert.Equal(new DateOnly(2012, 3, 19), Assert.Single(region.FormerPovertyCounty!).ValidFrom);
        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<RegionsPublished>().SelectMany(message => message.Regions)
                .FirstOrDefault(item => item is { RegionId: "520204", Version: 2 })),
            "the county to be told",
            ct: Ct);
        Assert.Equal(SharedUnits.Now, told.RegisteredAt);
        using var again = await ImportAsync(units, "poverty-counties", "regionId,validFrom\n520204,2013-01-01\n"u8.ToArray());
        Assert.Equal([(2, "validFrom", "listing_overlaps")], Faults(await again.BodyAsync<JsonElement>(HttpStatusCode.BadRequest)));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_faults_are_told_by_row_and_column_and_nothing_is_imported(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var table = """
            协作类型,结对层级,东部方区划代码,西部方区划代码,起始日,终止日
            东西部协作,县,330203,513424,2022-01-01,
            东西部协作,乡,330203,513424,2022-13-01,
            EastWest,County,330203,513424,2023-01-01,
            EastWest,County,330203,999999,2022-01-01,2022-01-01
            ,,,,,
            Designated,County,330203,513423,2022-01-01,2022-01-01
            """;

        foreach (var dryRun in (bool[])[true, false])
        {
            using var response = await ImportAsync(units, "pairings", Encoding.UTF8.GetBytes(table), dryRun);
            var report = await response.BodyAsync<JsonElement>(dryRun ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
            Assert.Equal(
                [
                    (3, "tier", "not_a_choice"), (3, "validFrom", "not_a_day"), (4, "validFrom", "pairing_overlaps"),
                    (5, "westCode", "region_code_not_found"),
                    (7, "scheme", "scheme_pairs_no_regions"), (7, "validTo", "end_not_after_start"),
                ],
                Faults(report));
            Assert.Equal((false, 5, 1), (report.GetProperty("isApplied").GetBoolean(), Number(report, "rows"), Number(report, "created")));
            Assert.All(
                report.GetProperty("faults").EnumerateArray(),
                fault => Assert.NotEqual(fault.GetProperty("zh").GetString(), fault.GetProperty("en").GetString()));
        }

        await using var scope = units.OpenDb(out var db);
        Assert.False(await db.Pairings.AnyAsync(pairing => pairing.EastRegionId == "330203" && pairing.WestRegionId == "513424", Ct));
        Assert.DoesNotContain(
            units.Published<PairingPublished>(), message => message.EastPath.RegionId == "330203" && message.WestPath.RegionId == "513424");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dry_run_tells_what_would_happen_and_leaves_nothing_behind(Engine engine)
    {
        var units = await own.OnAsync(engine);
        var id = Guid.CreateVersion7();
        var table = Encoding.UTF8.GetBytes($"帮销主体标识,名称,类型,注册地\r\n{id},'=试,展销馆,2021-05-01/2023-01-01 330211; 2023-01-01 330212\r\n");

        using (var response = await ImportAsync(units, "facilitators", table, dryRun: true))
        {
            var report = await response.BodyAsync<JsonElement>(HttpStatusCode.OK);
            Assert.Equal(
                (true, false, 1),
                (report.GetProperty("isDryRun").GetBoolean(), report.GetProperty("isApplied").GetBoolean(), Number(report, "created")));
        }

        await units.Nation.RefusesAsync(http => http.GetAsync($"/units/facilitators/{id}", Ct), 404, "facilitator_not_found");
        Assert.DoesNotContain(units.Published<FacilitatorPublished>(), told => told.FacilitatorId == id);
        using (var response = await ImportAsync(units, "facilitators", table))
        {
            Assert.True((await response.BodyAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("isApplied").GetBoolean());
        }

        var told = await Eventually.NotNullAsync(
            () => Task.FromResult(units.Published<FacilitatorPublished>().SingleOrDefault(told => told.FacilitatorId == id)),
            "the facilitator to be told", ct: Ct);
        Assert.Equal(("=试", 2), (told.Name, told.Registrations.Count));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_table_without_rows_as_an_empty_register_exports_it_imports_as_nothing_to_do(Engine engine)
    {
        var units = await own.OnAsync(engine);

        using var response = await ImportAsync(units, "targets", Encoding.UTF8.GetBytes("holderId,measure,year,amountYuan\n"));

        var report = await response.BodyAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Equal((0, 0), (report.GetProperty("rows").GetInt32(), report.GetProperty("faults").GetArrayLength()));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_table_that_is_none_is_refused(Engine engine)
    {
        var units = await own.OnAsync(engine);

        await FaultyAsync("targets", "", "file_empty");
        await FaultyAsync("targets", "holderId,measure\n", "header_missing");
        await FaultyAsync("targets", "holderId,measure,year,amountYuan,色\n", "unknown_column");
        await FaultyAsync("targets", "holderId,measure,year,amountYuan\n1,2\n", "value_missing");
        await FaultyAsync("targets", "holderId,measure,year,amountYuan\n1,2,3,4,5\n", "row_malformed");
        await FaultyAsync("targets", "holderId,measure,year,amountYuan,年度\n", "column_twice");
        await FaultyAsync("targets", $"holderId,measure,year,amountYuan\n{Guid.CreateVersion7()},Sales,2026,1.005\n", "amount_too_fine");
        await FaultyAsync("quota-ratios", "validFrom,minimumPercent,document\n2026-01-01,101%,甲\n", "not_a_percentage");
        await units.Nation.RefusesAsync(http => http.PostOnceAsync("/units/imports/prices", new { }, ct: Ct), 404, "sheet_not_found");
        await units.Nation.RefusesAsync(http => http.GetAsync("/units/exports/prices", Ct), 404, "sheet_not_found");
        await units.Client(Roles.Official, region: "330200")
            .RefusesAsync(http => http.PostOnceAsync("/units/imports/targets", new { }, ct: Ct), 403, "not_national");
        await units.Operator.RefusesAsync(http => http.PostOnceAsync("/units/imports/targets", new { }, ct: Ct), 403, "role_not_allowed");

        async Task FaultyAsync(string kind, string table, string code)
        {
            using var response = await ImportAsync(units, kind, Encoding.UTF8.GetBytes(table));
            Assert.Contains(code, Faults(await response.BodyAsync<JsonElement>(HttpStatusCode.BadRequest)).Select(fault => fault.Code));
        }
    }

    /// <summary>One of each kind, so that no table is empty.</summary>
    static async Task FillAsync(ServiceUnderTest<UnitsDb> units)
    {
        var (unit, designation) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await AppliedAsync("units", $"单位标识,单位名称,单位类型,上级单位标识,协作定点单位,归属地,预算级次,财政部门,食堂\n{unit},某校,学校,,否,2015-01-01 "
            + "330211;2024-01-01 330212,县级,镇海区财政局,2020-01-01/2025-01-01 外包;2025-01-01 自办\n");
        await AppliedAsync(
            "facilitators", $"facilitatorId,name,kind,unitId,registrations\n{Guid.CreateVersion7()},某馆,Hall,{unit},2021-05-01/2022-01-01 "
                + "330211;2023-01-01 330212\n");
        await AppliedAsync(
            "designations", $"designationId,unitId,countyCode,validFrom,validTo\n{designation},{unit},150125,2016-01-01,2030-01-01\n");
        await AppliedAsync(
            "quota-ratios", $"financeDivision,validFrom,minimumPercent,isLastYearFloor,document\n某财政局{unit},2026-01-01,12.5%,是,甲\n");
        await AppliedAsync("quota-plans", $"unitId,year,plannedYuan,reservedYuan,waiverDocument\n{unit},2026,\"120,000.00\",1000,减免1号\n");
        await AppliedAsync("targets", $"holderId,measure,year,amountYuan,effectiveFrom\n{designation},购买,2026,28000000,\n".Replace(
            "购买", "直接采购", StringComparison.Ordinal));
        await AppliedAsync("targets", $"holderId,measure,year,amountYuan,effectiveFrom\n{designation},Buy,2026,32000000.50,2026-07-01\n");
        await AppliedAsync("poverty-counties", "regionId,validFrom,validTo,document\n110106,2014-01-01,2019-05-07,\n");

        async Task AppliedAsync(string kind, string table)
        {
            using var response = await ImportAsync(units, kind, Encoding.UTF8.GetBytes(table));
            Assert.True((await response.BodyAsync<JsonElement>(HttpStatusCode.OK)).GetProperty("isApplied").GetBoolean());
        }
    }

    internal static async Task<HttpResponseMessage> ImportAsync(
        ServiceUnderTest<UnitsDb> units, string kind, byte[] file, bool dryRun = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/units/imports/{kind}?dryRun={(dryRun ? "true" : "false")}")
        {
            Content = new ByteArrayContent(file),
        };
        request.Content.Headers.ContentType = new("text/csv");
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return await units.Nation.SendAsync(request, Ct);
    }

    // Zero where the whole file is meant.
    static int Row(JsonElement fault) => fault.GetProperty("row") is { ValueKind: JsonValueKind.Number } row ? row.GetInt32() : 0;

    internal static int Number(JsonElement report, string name) => report.GetProperty(name).GetInt32();

    internal static List<(int Row, string Column, string Code)> Faults(
        JsonElement report) => [.. report.GetProperty("faults").EnumerateArray().Select(fault =>
            (Row(fault), fault.GetProperty("column").GetString() ?? "", fault.GetProperty("code").GetString()!))];
}
