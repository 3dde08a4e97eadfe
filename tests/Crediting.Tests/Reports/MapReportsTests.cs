using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>GET /credits/reports/…: what follows from the declaration of each report, whichever it is.</summary>
public sealed partial class MapReportsTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    public static TheoryData<string> Declared => [.. MapReports.All.Select(report => report.Path)];

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Both_sides_of_a_pairing_read_the_same_figures_in_every_report(Engine engine)
    {
        var service = await world.OnAsync(engine);

        foreach (var query in (string[])["pairing-progress?month=2024-02", "weekly-dispatch?week=2024-02-21", "circular?month=2024-02",
            "adjustments?month=2024-02&tier=County",
            "county-sales?month=2024-02",
            $"drill-down?holderId={FixturePairings.Id("F03")}&month=2024-02"])
        {
            var east = await service.ReportAsync(query, "330211");
            var west = await service.ReportAsync(query, "513430");
            Assert.NotEmpty(east.List("rows"));
            Assert.Equal(Figures(east), Figures(west));
        }
    }

    /// <summary>The rows without the numbers of papers, which the west sees at their end.</summary>
    static IEnumerable<string> Figures(JsonElement report) => report.List("rows").Select(row => string.Join(
        '|', row.EnumerateObject().Where(cell => cell.Name is not ("invoices" or "payments")).Select(cell => cell.Value.GetRawText())));

    [Theory, MemberData(nameof(Declared))]
    public async Task A_region_that_nobody_can_read_is_refused(string path)
    {
        var report = MapReports.All.Single(known => known.Path == path);
        var service = await world.OnAsync(Engine.PostgreSql);

        var refused = await service.Client(Roles.Auditor).RefusedAsync(
            $"/credits/reports/{Region().Replace(QueriesOf(report).First(), "")}&region=%00", HttpStatusCode.BadRequest);

        Assert.Equal("text_unreadable", refused.Code);
    }

    [Theory, MemberData(nameof(Declared))]
    public async Task Each_declared_column_is_in_the_schema_the_JSON_and_the_files(string path)
    {
        var report = MapReports.All.Single(known => known.Path == path);
        var service = await world.OnAsync(Engine.Sqlite);
        var schema = await SchemaAsync(service, report);
        var shown = new Dictionary<string, JsonElement>();
        foreach (var query in QueriesOf(report))
        {
            var answer = await service.ReportAsync(query);
            var csv = await service.Client(Roles.Auditor).GetStringAsync(
                new Uri($"/credits/reports/{query}&format=csv", UriKind.Relative), TestContext.Current.CancellationToken);
            foreach (var column in answer.List("columns"))
            {
                shown[column.Text("key")] = column;
                var heading = column.GetProperty("heading").Text("zh");
                if (column.GetProperty("isPrinted").GetBoolean() && column.IsNull("sideBySide"))
                {
                    Assert.Contains(heading, csv, StringComparison.Ordinal);
                }
            }

            var keys = answer.List("columns").Select(column => column.Text("key")).ToList();
            foreach (var row in answer.List("rows").Concat(answer.List("totals")))
            {
                Assert.Equal(keys, row.EnumerateObject().Select(cell => cell.Name));
            }
        }

        Assert.Equal(report.AllColumns.Select(column => column.Key).Order(), shown.Keys.Order());
        Assert.Equal(report.AllColumns.Select(column => column.Key).Order(), schema.EnumerateObject().Select(cell => cell.Name).Order());
    }

    [Theory, MemberData(nameof(Declared))]
    public async Task Officials_auditors_and_operators_read_it(string path)
    {
        var service = await world.OnAsync(Engine.Sqlite);

        await service.IsForAsync(HttpMethod.Get, $"/credits/reports/{path}", Roles.Official, Roles.Auditor, Roles.Operator);
    }

    /// <summary>Each report has a file of tests that is named after it.</summary>
    [Fact]
    public void Every_report_has_its_tests()
    {
        var tests = typeof(MapReportsTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();

        Assert.DoesNotContain(MapReports.All.Select(report => $"{report.GetType().Name}Tests"), name => !tests.Contains(name));
    }

    /// <summary>The report asked so that, taken together, every column is shown.</summary>
    [GeneratedRegex("&region=[0-9]+")]
    private static partial Regex Region();

    static IEnumerable<string> QueriesOf(Report report)
    {
        var period = report.Period == ReportPeriod.Week ? "week=2024-02-21" : report.Path == "handover" ? "month=2021-05" : "month=2024-02";
        var pairing = report.Path == "drill-down" ? $"&holderId={FixturePairings.Id("F03")}" : "";
        string[] options = report.Path == "dependence" ? [.. Enum.GetNames<DependenceOf>().Select(by => $"&region=513430&by={by}")]
            : report.Path == "quota" ? ["&region=330000"]
            : [""];
        return options.Select(option => $"{report.Path}?{period}{pairing}{option}");
    }

    static async Task<JsonElement> SchemaAsync(ServiceUnderTest<CreditingDb> service, Report report)
    {
        var document = await service.Client(Roles.Auditor).GetJsonAsync("/credits/openapi.json");
        var operation = document.GetProperty("paths").GetProperty($"/credits/reports/{report.Path}").GetProperty("get");
        var content = operation.GetProperty("responses").GetProperty("200").GetProperty("content");
        Assert.True(content.TryGetProperty("text/csv", out _));
        var schemas = document.GetProperty("components").GetProperty("schemas");
        return schemas.GetProperty($"{operation.Text("operationId")}Row").GetProperty("properties");
    }
}
