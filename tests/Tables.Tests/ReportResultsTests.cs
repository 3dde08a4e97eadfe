using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Tables.Tests;

public sealed class ReportResultsTests
{
    [Theory]
    [InlineData(TableFormat.Csv, "csv", "text/csv; charset=utf-8")]
    [InlineData(TableFormat.Xlsx, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    public async Task A_table_is_sent_as_a_file_with_a_Chinese_name(TableFormat format, string extension, string contentType)
    {
        using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services, Response = { Body = body } };
        await ReportResults.Of(Samples.Table(Samples.Row), format, "进度表 2026-11").ExecuteAsync(context);
        Assert.Equal(contentType, context.Response.ContentType);
        var disposition = context.Response.Headers.ContentDisposition.ToString();
        Assert.StartsWith("attachment;", disposition, StringComparison.Ordinal);
        Assert.Contains($"filename*=UTF-8''{Uri.EscapeDataString("进度表 2026-11")}.{extension}", disposition, StringComparison.Ordinal);
        Assert.True(body.Length > 100);
    }
}
