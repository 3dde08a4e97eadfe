using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// GET /credits/reports/…/file: each declared report as a file and nothing else. A client that is generated from the OpenAPI document takes
/// an answer that may be JSON for JSON, and can download this one.
/// </summary>
public static class DownloadReports
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var report in MapReports.All)
        {
            var schema = new ReportSchema(report, isFile: true);
            api.MapGet($"/reports/{report.Path}/file", HandleAsync)
                .WithName($"Download{MapReports.NameOf(report)}")
                .WithSummary($"{report.Title.Zh}（文件） {report.Title.En}, as a file")
                .WithMetadata(report, schema, schema.Query)
                .For(Contracts.Roles.Official, Contracts.Roles.Auditor, Contracts.Roles.Operator).IsExpensive()
                .RecordsAccess<CreditingDb>("report", MapReports.ClassesOf(report));
        }
    }

    static async Task<FileContentHttpResult> HandleAsync(
        ReportRequest request, HttpContext http, ReportReader reader, ReadAccess access, CancellationToken ct)
    {
        // A file holds all rows, whatever page was asked for.
        var format = request.Format == ReportFormat.Json ? ReportFormat.Csv : request.Format;
        var report = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Report>();
        access.Of(report.Code);
        return ReportFile.Of(await reader.AnswerAsync(report, request with { Format = format }, ct), format);
    }
}
