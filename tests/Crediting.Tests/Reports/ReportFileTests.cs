using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>Each report as a file.</summary>
public sealed class ReportFileTests(ReportFixture world) : IClassFixture<ReportFixture>
{
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
}
