using System.Net;
using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>GET /credits/reports/…/file.</summary>
public sealed class DownloadReportsTests(ReportFixture world) : IClassFixture<ReportFixture>
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_file_is_the_one_that_the_report_answers_with(Engine engine)
    {
        var auditor = (await world.OnAsync(engine)).Client(Roles.Auditor);

        var asked = await auditor.GetStringAsync(Address("pairing-progress?month=2024-02&tier=County&format=Csv"), Ct);
        var file = await auditor.GetStringAsync(Address("pairing-progress/file?month=2024-02&tier=County"), Ct);

        // All but the moment at which each was made.
        Assert.Equal(Rows(asked), Rows(file));
        Assert.NotEmpty(Rows(file));
    }

    [Fact]
    public async Task It_is_a_workbook_when_one_is_asked_for_and_holds_all_rows_since_it_has_no_pages()
    {
        var auditor = (await world.OnAsync(Engine.Sqlite)).Client(Roles.Auditor);

        using var workbook = await auditor.GetAsync(Address("pairing-progress/file?month=2024-02&format=Xlsx"), Ct);
        var all = await auditor.GetStringAsync(Address("pairing-progress/file?month=2024-02"), Ct);
        using var page = await auditor.GetAsync(Address("pairing-progress/file?month=2024-02&size=1"), Ct);

        Assert.Equal(HttpStatusCode.OK, workbook.StatusCode);
        Assert.Contains("spreadsheetml", workbook.Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);
        Assert.True(Rows(all).Length > 1);
        Assert.Equal(HttpStatusCode.BadRequest, page.StatusCode);
    }

    [Fact]
    public async Task Who_may_not_read_the_report_may_not_download_it()
    {
        var service = await world.OnAsync(Engine.Sqlite);
        foreach (var report in MapReports.All)
        {
            using var refused = await service.Client(Roles.Purchaser).GetAsync(Address($"{report.Path}/file?month=2024-02"), Ct);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }
    }

    static Uri Address(string query) => new($"/credits/reports/{query}", UriKind.Relative);

    static string[] Rows(string csv) => [.. csv.Split('\n').Where(line => line.Count(letter => letter == ',') > 5)];
}
