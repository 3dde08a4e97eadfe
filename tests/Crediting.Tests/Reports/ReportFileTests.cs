using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>What follows from the declaration of each report, whichever it is.</summary>
public sealed class ReportFileTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Both_sides_of_a_pairing_read_the_same_rows_in_every_report(Engine engine)
    {
        var service = await world.OnAsync(engine);

        foreach (var query in (string[])["pairing-progress?month=2024-02", "weekly-dispatch?week=2024-02-21", "circular?month=2024-02",
            "adjustments?month=2024-02&tier=County", "county-sales?month=2024-02", $"drill-down?holderId={FixturePairings.Id("F03")}&month=2024-02"])
        {
            var east = await service.ReportAsync(query, "330211");
            var west = await service.ReportAsync(query, "513430");
            Assert.NotEmpty(east.List("rows"));
            Assert.Equal(east.GetProperty("rows").GetRawText(), west.GetProperty("rows").GetRawText());
        }
    }

    [Theory]
    [InlineData("pairing-progress?month=2024-02", "结对消费协作进度表", "0.95")]
    [InlineData("weekly-dispatch?week=2024-02-21", "消费协作周调度表", "-0.05")]
    [InlineData("circular?month=2024-02", "消费协作工作通报", "0.95")]
    [InlineData("unpaired-held?month=2024-03", "未结对与待定情况表", "0.5")]
    [InlineData("adjustments?month=2024-02", "关账后调整说明", "-1000")]
    [InlineData("top-bottom?month=2024-02", "头部结对与首末位", "0.95")]
    [InlineData("handover?month=2021-05", "结对交接表", "20000")]
    [InlineData("county-sales?month=2024-03", "县域销售情况表", "0.8")]
    [InlineData("deduplicated-total?month=2024-02", "去重合计", "0.25")]
    [InlineData("mode-channel?month=2024-02", "方式与渠道统计表", "0.95")]
    [InlineData("categories?month=2024-02&tier=County", "品类结构统计表", "0.95")]
    [InlineData("unit-types?month=2024-02&tier=County", "采购主体结构统计表", "0.95")]
    [InlineData("designated-units?month=2024-02", "定点单位消费帮扶进度表", "0")]
    [InlineData("quota?month=2024-02&region=330000", "预留份额执行情况表", "0")]
    [InlineData("dependence?month=2024-03&region=513430", "依赖度与市场化统计表", "2.05")]
    [InlineData("quality?month=2024-02", "质量（退换）", "1000")]
    public async Task Every_report_is_a_file_with_a_title_block_and_real_numbers(string query, string title, string number)
    {
        var service = await world.OnAsync(Engine.Sqlite);
        var ct = TestContext.Current.CancellationToken;
        using var csv = await service.Client(Roles.Auditor).GetAsync(new Uri($"/credits/reports/{query}&format=csv", UriKind.Relative), ct);
        using var xlsx = await service.Client(Roles.Auditor)
            .GetAsync(new Uri($"/credits/reports/{query}&format=xlsx", UriKind.Relative), ct);

        var text = Encoding.UTF8.GetString(await csv.Content.ReadAsByteArrayAsync(ct));
        foreach (var said in (string[])[title, "口径", "指标", "截止时刻", "统计口径版本", "快照编号", "rounding totals may differ"])
        {
            Assert.Contains(said, text, StringComparison.Ordinal);
        }

        Assert.StartsWith(title, csv.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        Assert.EndsWith(".xlsx", xlsx.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        using var zip = new ZipArchive(await xlsx.Content.ReadAsStreamAsync(ct));
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var cells = (await XDocument.LoadAsync(sheet, LoadOptions.None, ct)).Descendants().Where(cell => cell.Name.LocalName == "c")
            .ToList();
        var numbers = cells.Where(cell => cell.Attribute("t")?.Value is null or "n")
            .Select(cell => cell.Elements().FirstOrDefault(value => value.Name.LocalName == "v")?.Value).OfType<string>()
            .Select(value => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)).ToList();
        Assert.Contains(decimal.Parse(number, CultureInfo.InvariantCulture), numbers);
    }

    public static TheoryData<string> Declared => [.. MapReports.All.Select(report => report.Path)];

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

    /// <summary>Each report has a file of tests that is named after it.</summary>
    [Fact]
    public void Every_report_has_its_tests()
    {
        var tests = typeof(ReportFileTests).Assembly.GetTypes().Select(type => type.Name).ToHashSet();

        Assert.DoesNotContain(MapReports.All.Select(report => $"{report.GetType().Name}Tests"), name => !tests.Contains(name));
    }

    /// <summary>The report asked so that, taken together, every column is shown.</summary>
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
