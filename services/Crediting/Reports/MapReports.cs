using Marketplace.Crediting.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Reports;

/// <summary>GET /credits/reports/…: the endpoint of each declared report.</summary>
public static class MapReports
{
    /// <summary>Every report.</summary>
    public static IReadOnlyList<Report> All { get; } =
    [
        new R01PairingProgress(),
        new R02WeeklyDispatch(),
        new R03Circular(),
        new R04ModeChannel(),
        new R05Categories(),
        new R06UnitTypes(),
        new R07DesignatedUnits(),
        new R07PairingDesignatedUnits(),
        new R08Quota(),
        new R09Dependence(),
        new R13UnpairedHeld(),
        new R14Adjustments(),
        new R16Quality(),
        new R18TopBottom(),
        new R19Handover(),
        new R20DrillDown(),
        new CountySales(),
        new DeduplicatedTotal(),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        foreach (var report in All)
        {
            var schema = new ReportSchema(report, isFile: false);
            api.MapGet($"/reports/{report.Path}", AnswerAsync)
                .WithName($"Report{NameOf(report)}")
                .WithSummary(report.Title.Both())
                .WithMetadata(report, schema, schema.Query)
                .For(Contracts.Roles.Official, Contracts.Roles.Auditor, Contracts.Roles.Operator)
                .IsExpensive(request => report.ReadsEntries || ReadsEntries(request.Query))
                .RecordsAccess<CreditingDb>("report", ClassesOf(report));
        }
    }

    // What is asked for as a file, as it was known once, or by another measure is no longer read from the sums that are kept.
    static bool ReadsEntries(IQueryCollection query) =>
        query.ContainsKey("format") || query.ContainsKey("knownAt") || query.ContainsKey("measure");

    /// <summary>What is sensitive in a report.</summary>
    internal static DataClass ClassesOf(Report report) =>
        report.ShowsPapers ? DataClass.Commercial | DataClass.Reference : DataClass.Commercial;

    /// <summary>"PairingProgress".</summary>
    internal static string NameOf(Report report) =>
        string.Concat(report.Path.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    static async Task<Results<Ok<ReportAnswer>, FileContentHttpResult>> AnswerAsync(
        ReportRequest request, HttpContext http, ReportReader reader, ReadAccess access, CancellationToken ct)
    {
        var report = http.GetEndpoint()!.Metadata.GetRequiredMetadata<Report>();
        var answer = await reader.AnswerAsync(report, request, ct);
        if (report.ShowsPapers || request.Format != ReportFormat.Json)
        {
            access.Of(report.Code);
        }
        else
        {
            access.OfList(report.Code, answer.Rows.Count);
        }

        return request.Format == ReportFormat.Json ? TypedResults.Ok(answer) : ReportFile.Of(answer, request.Format);
    }
}
