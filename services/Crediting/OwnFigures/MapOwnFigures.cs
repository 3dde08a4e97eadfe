using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.OwnFigures;

/// <summary>Endpoint metadata: the report shows what is the caller's own.</summary>
public sealed record IsOwn;

/// <summary>
/// GET /credits/own/…: reports over what is the caller's own, as JSON, and below …/file as a file. Quota and designations are R8 and R7
/// themselves, cut for the caller's units, so that both say the same to the fen.
/// </summary>
public static class MapOwnFigures
{
    static readonly string[] Parties = [Roles.Purchaser, Roles.Supplier, Roles.Facilitator];

    /// <summary>Every report over own figures, with who reads it.</summary>
    public static IReadOnlyList<(Report Report, string[] Roles)> All { get; } =
    [
        (new OwnCredited(), Parties),
        (new OwnNotCredited(), Parties),
        (new R08Quota(), [Roles.Purchaser]),
        (new R07DesignatedUnits(), [Roles.Purchaser]),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var (report, roles) in All)
        {
            var answer = new ReportSchema(report, isFile: false, isOwn: true);
            var file = new ReportSchema(report, isFile: true, isOwn: true);
            var name = MapReports.NameOf(report);
            api.MapGet($"/own/{report.Path}", AnswerAsync)
                .WithName($"Own{name}")
                .WithSummary($"{report.Title.Zh}（本单位） {report.Title.En}, one's own")
                .WithMetadata(report, new IsOwn(), answer, answer.Query)
                .For(roles).IsExpensive(request => request.Query.ContainsKey("format"))
                .RecordsAccess<CreditingDb>("report", DataClass.Commercial);
            api.MapGet($"/own/{report.Path}/file", DownloadAsync)
                .WithName($"DownloadOwn{name}")
                .WithSummary($"{report.Title.Zh}（本单位，文件） {report.Title.En}, one's own, as a file")
                .WithMetadata(report, new IsOwn(), file, file.Query)
                .For(roles).IsExpensive()
                .RecordsAccess<CreditingDb>("report", DataClass.Commercial);
        }
    }

    static async Task<Results<Ok<ReportAnswer>, FileContentHttpResult>> AnswerAsync(
        ReportRequest request, HttpContext http, ReportReader reader, ReadAccess access, CancellationToken ct)
    {
        var answer = await ReadAsync(request, http, reader, access, ct);
        return request.Format == ReportFormat.Json ? TypedResults.Ok(answer) : ReportFile.Of(answer, request.Format);
    }

    static async Task<FileContentHttpResult> DownloadAsync(
        ReportRequest request, HttpContext http, ReportReader reader, ReadAccess access, CancellationToken ct)
    {
        // A file holds all rows, whatever page was asked for.
        var format = request.Format == ReportFormat.Json ? ReportFormat.Csv : request.Format;
        return ReportFile.Of(await ReadAsync(request with { Format = format }, http, reader, access, ct), format);
    }

    /// <summary>An organisation's list holds what is its own, and so its reading needs no record.</summary>
    static async Task<ReportAnswer> ReadAsync(
        ReportRequest request, HttpContext http, ReportReader reader, ReadAccess access, CancellationToken ct)
    {
        var report = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Report>();
        var answer = await reader.AnswerAsync(report, request, ct);
        access.OfList(report.Code, answer.Rows.Count);
        return answer;
    }
}
