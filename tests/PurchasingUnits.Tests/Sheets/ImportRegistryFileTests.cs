using System.Net;
using System.Text;
using System.Text.Json;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Storage;
using Marketplace.PurchasingUnits.Units;
using Marketplace.Tables;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Sheets;

/// <summary>Tables of the registry as offices really send them.</summary>
public sealed class ImportRegistryFileTests(OwnUnits own) : IClassFixture<OwnUnits>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_name_that_never_belonged_to_the_code_is_questioned(Engine engine)
    {
        var units = await own.OnAsync(engine);
        Assert.Equal(
            [
                (2, "name", "name_contradicts_code"), (3, "name", "name_contradicts_code"), (4, "code", "number_spoilt"),
                (5, "code", "code_contradicts_id"),
            ],
            await FaultsAsync(
                units, "poverty-counties",
                "区划标识,区划代码,名称,起始日\n,630104,冷湖行委,2014-01-01\n,513430,昭觉县,2014-01-01\n,130631.0,望都县,2014-01-01\n"
                + "513430,513431,,2014-01-01\n,513430,四川省凉山彝族自治州金阳县,2014-01-01\n"));
        Assert.Contains(
            (2, "westName", "name_contradicts_code"),
            await FaultsAsync(
                units, "pairings", "协作类型,结对层级,东部方区划代码,西部方区划代码,西部方名称,起始日\n东西部协作,县,330203,513424,金阳县,2022-01-01\n"));
        Assert.Contains(
            (2, "countyName", "name_contradicts_code"),
            await FaultsAsync(units, "designations", $"单位标识,县区划代码,县名称,起始日\n{Guid.CreateVersion7()},150125,金阳县,2016-01-01\n"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Trailing_columns_cut_rows_titles_totals_and_notes_do_no_harm(Engine engine)
    {
        var units = await own.OnAsync(engine);
        using var answer = await ImportRegistryTests.ImportAsync(units, "quota-ratios", Encoding.UTF8.GetBytes(
            "最低预留比例登记表,,,,,,\n财政部门,起始日,最低预留比例,依据文号,不低于上年,,\n"
            + $"某财政局{Guid.CreateVersion7()},2026-01-01,12.5%,甲\n制表人：张三,,,,,,\n"), dryRun: true);
        var report = await answer.BodyAsync<JsonElement>(HttpStatusCode.OK);
        Assert.Empty(ImportRegistryTests.Faults(report));
        Assert.Equal(1, ImportRegistryTests.Number(report, "created"));
        var file = report.GetProperty("file");
        Assert.Equal("note_row", Assert.Single(file.GetProperty("ignoredRows").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal(2, file.GetProperty("sheets")[0].GetProperty("headerRow").GetInt32());
    }

    /// <summary>N-06.</summary>
    [Fact]
    public async Task What_is_no_table_is_named_and_none_of_its_bytes_are_echoed()
    {
        var units = await own.OnAsync(Engine.Sqlite);
        byte[] picture = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 0];
        foreach (var file in (byte[][])["%PDF-1.7\n\0\0stream"u8.ToArray(), picture, [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 1]])
        {
            using var answer = await ImportRegistryTests.ImportAsync(units, "units", file);
            var text = await answer.Content.ReadAsStringAsync(Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.BadRequest, text);
            Assert.Contains("wrong_file_kind", text, StringComparison.Ordinal);
            Assert.DoesNotContain("\\u0000", text, StringComparison.Ordinal);
            Assert.DoesNotContain("stream", text, StringComparison.Ordinal);
        }
    }

    /// <summary>N-07.</summary>
    [Fact]
    public async Task A_code_is_not_looked_up_on_a_day_that_does_not_exist()
    {
        var units = await own.OnAsync(Engine.Sqlite);

        Assert.Equal(
            [(2, "validFrom", "not_a_day")],
            await FaultsAsync(
                units, "pairings", "协作类型,结对层级,东部方区划代码,西部方区划代码,起始日\n东西部协作,县,330203,513424,2022-02-30\n"));
    }

    [Fact]
    public async Task A_share_below_one_is_questioned_when_it_has_no_percent_sign()
    {
        var units = await own.OnAsync(Engine.Sqlite);
        Assert.Equal(
            [(2, "minimumPercent", "percent_sign_missing")],
            await FaultsAsync(units, "quota-ratios", "起始日,最低预留比例,依据文号\n2026-01-01,0.1,甲\n2026-02-01,0.1%,甲\n2026-03-01,10,甲\n"));
    }

    [Fact]
    public async Task What_people_do_not_see_is_refused_in_names_too()
    {
        var units = await own.OnAsync(Engine.Sqlite);
        foreach (var name in (string[])["某\u200B馆", "某\u202E馆", "某\u0000馆", "某\uE000馆"])
        {
            Assert.Contains(
                (2, "name", "text_unprintable"),
                await FaultsAsync(
                    units, "facilitators",
                    $"facilitatorId,name,kind,registrations\n{Guid.CreateVersion7()},{name},Hall,2021-05-01 330211\n"));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_large_table_is_taken(Engine engine)
    {
        const int Blank = 2 * 1024 * 1024;
        var units = await own.OnAsync(engine);
        var table = Encoding.UTF8.GetBytes("regionId,validFrom\n610824,2014-01-01\n" + new string('\n', Blank));
        using var answer = await ImportRegistryTests.ImportAsync(units, "poverty-counties", table, dryRun: true);
        Assert.Equal(1, ImportRegistryTests.Number(await answer.BodyAsync<JsonElement>(HttpStatusCode.OK), "rows"));
    }

    [Theory]
    [InlineData("甲；乙餐饮")]
    [InlineData("丙;丁")]
    [InlineData("某  公司")]
    [InlineData("甲公司；")]
    [InlineData("“引”\"号\"")]
    public async Task A_list_in_a_cell_keeps_names_that_hold_its_separators(string name)
    {
        var units = await own.OnAsync(Engine.Sqlite);
        var unit = Guid.CreateVersion7();
        await AppliedAsync(
            $"unitId,name,kind,parentId,isPairingDesignated,affiliations,agents\n{unit},某校,School,,no,2015-01-01 330211,"
            + $"\"2025-01-01 {Guid.CreateVersion7()} \"\"{name.Replace("\"", "\"\"\"\"", StringComparison.Ordinal)}\"\"\"\n", "created");
        Assert.Equal(name, Assert.Single((await units.Nation.GetBodyAsync<UnitView>(UnitsScenario.UnitPath(unit))).Agents).Name);
        var line = (await units.Nation.GetStringAsync("/units/exports/units", Ct)).Split("\r\n");
        await AppliedAsync($"{line[0]}\n{line.Single(row => row.StartsWith($"{unit}", StringComparison.Ordinal))}\n", "unchanged");

        async Task AppliedAsync(string table, string effect)
        {
            using var answer = await ImportRegistryTests.ImportAsync(units, "units", Encoding.UTF8.GetBytes(table));
            var report = await answer.BodyAsync<JsonElement>(HttpStatusCode.OK);
            Assert.Equal(1, ImportRegistryTests.Number(report, effect));
        }
    }

    [Fact]
    public async Task A_table_in_a_form_is_taken_and_one_with_faults_comes_back_with_what_to_do()
    {
        var units = await own.OnAsync(Engine.Sqlite);
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent("regionId,validFrom\n610824,2014-13-01\n"u8.ToArray()), "file", "名单.csv" },
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/units/imports/poverty-counties") { Content = form };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Headers.Accept.ParseAdd("text/csv");
        using var answer = await units.Nation.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var read = await TableReader.ReadAsync(
            await answer.Content.ReadAsStreamAsync(Ct),
            [Heading.Required("faults", "导入问题", "Import faults"), Heading.Required("regionId")],
            Ct);
        Assert.Contains("2014-13-01", Assert.Single(read.Rows)["faults"], StringComparison.Ordinal);
    }

    static async Task<List<(int Row, string Column, string Code)>> FaultsAsync(ServiceUnderTest<UnitsDb> units, string kind, string table)
    {
        using var answer = await ImportRegistryTests.ImportAsync(units, kind, Encoding.UTF8.GetBytes(table), dryRun: true);
        return ImportRegistryTests.Faults(await answer.BodyAsync<JsonElement>(HttpStatusCode.OK));
    }
}
