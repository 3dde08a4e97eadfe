using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.OwnFigures;

/// <summary>GET /credits/own/…/file: each report over what is the caller's own as a file and nothing else.</summary>
public static class DownloadOwnFigures
{
    public static void Map(RouteGroupBuilder api)
    {
        foreach (var (report, roles) in MapOwnFigures.All)
        {
            var schema = new ReportSchema(report, isFile: true, isOwn: true);
            api.MapGet($"/own/{report.Path}/file", HandleAsync)
                .WithName($"DownloadOwn{MapReports.NameOf(report)}")
                .WithSummary($"{report.Title.Zh}（本单位，文件） {report.Title.En}, one's own, as a file")
                .WithMetadata(report, new IsOwn(), schema, schema.Query)
                .For(roles).IsExpensive()
                .RecordsAccess<CreditingDb>("report", DataClass.Commercial);
        }
    }

    static async Task<FileContentHttpResult> HandleAsync(
        ReportRequest request, HttpContext http, ReportReader reader, ReadAccess access, CancellationToken ct)
    {
        // A file holds all rows, whatever page was asked for.
        var format = request.Format == ReportFormat.Json ? ReportFormat.Csv : request.Format;
        return ReportFile.Of(await MapOwnFigures.ReadAsync(request with { Format = format }, http, reader, access, ct), format);
    }
}
