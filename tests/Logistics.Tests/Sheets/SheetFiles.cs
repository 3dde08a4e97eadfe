using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Marketplace.Logistics.Sheets;
using Xunit;

namespace Marketplace.Logistics.Tests.Sheets;

/// <summary>Tables that are imported and exported.</summary>
static class SheetFiles
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<HttpResponseMessage> PostAsync(HttpClient by, string path, byte[] file, string contentType)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", $"{Guid.CreateVersion7()}");
        request.Content = new ByteArrayContent(file);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return await by.SendAsync(request, Ct);
    }

    /// <summary>Lines of a text file, which nothing may be wrong with.</summary>
    public static async Task<ImportReport> DoneAsync(HttpClient by, string path, params string[] lines) =>
        await ReportAsync(HttpStatusCode.OK, by, path, lines);

    /// <summary>What is wrong with lines of a text file: row, column and code.</summary>
    public static async Task<IEnumerable<(int Row, string Column, string Code)>> FaultsAsync(
        HttpClient by, string path, params string[] lines)
    {
        var report = await ReportAsync(HttpStatusCode.BadRequest, by, path, lines);
        Assert.False(report.IsApplied);
        return report.Faults.Select(fault => (fault.Row ?? 0, fault.Column ?? "", fault.Code));
    }

    /// <summary>The lines below the headings of an exported text file.</summary>
    public static async Task<string[]> LinesAsync(HttpClient by, string path) =>
        [.. (await by.GetStringAsync(path, Ct)).Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries).Skip(1)];

    /// <summary>Exports a table and imports it again, which is to change nothing.</summary>
    /// <returns>How many rows it has.</returns>
    public static async Task<int> UnchangedAsync(HttpClient by, string export, string import)
    {
        using var exported = await by.GetAsync(export, Ct);
        Assert.Equal(HttpStatusCode.OK, exported.StatusCode);
        var file = await exported.Content.ReadAsByteArrayAsync(Ct);
        using var imported = await PostAsync(by, import, file, exported.Content.Headers.ContentType!.MediaType!);
        var report = await LogisticsScenario.ReadAsync<ImportReport>(HttpStatusCode.OK, imported);
        Assert.Empty(report.Faults);
        Assert.Equal((report.Rows, true), (report.Unchanged, report.IsApplied));
        return report.Rows;
    }

    static async Task<ImportReport> ReportAsync(HttpStatusCode status, HttpClient by, string path, string[] lines)
    {
        using var answer = await PostAsync(by, path, Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), "text/csv");
        return await LogisticsScenario.ReadAsync<ImportReport>(status, answer);
    }
}
