using Marketplace.Contracts;
using Marketplace.Crediting.Reports;
using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.OwnFigures;

/// <summary>
/// GET /credits/own/…: reports over what is the caller's own. Quota and designations are R8 and R7 themselves, cut for the caller's units,
/// so that both say the same to the fen.
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
            api.MapGet($"/own/{report.Path}", AnswerAsync)
                .WithName($"Own{MapReports.NameOf(report)}")
                .WithSummary($"{report.Title.Zh}（本单位） {report.Title.En}, one's own")
                .WithMetadata(report, new IsOwn(), answer, answer.Query)
                .For(roles).IsExpensive(request => request.Query.ContainsKey("format"))
                .RecordsAccess<CreditingDb>("report", DataClass.Commercial);
        }
    }

    static async Task<Results<Ok<ReportAnswer>, FileContentHttpResult>> AnswerAsync(
        ReportRequest request, HttpContext http, ReportReader reader, ReadAccess access, CancellationToken ct)
    {
        var answer = await ReadAsync(request, http, reader, access, ct);
        return request.Format == ReportFormat.Json ? TypedResults.Ok(answer) : ReportFile.Of(answer, request.Format);
    }

    /// <summary>An organisation's list holds what is its own, and so its reading needs no record.</summary>
    internal static async Task<ReportAnswer> ReadAsync(
        ReportRequest request, HttpContext http, ReportReader reader, ReadAccess access, CancellationToken ct)
    {
        var report = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Report>();
        var answer = await reader.AnswerAsync(report, request, ct);
        access.OfList(report.Code, answer.Rows.Count);
        return answer;
    }
}
