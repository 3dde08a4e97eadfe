using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Catalog.Recognitions;

/// <summary>
/// GET /catalog/recognitions/export: the recognitions that are issued, of one county or of all, or the empty template. Imported again they
/// change nothing.
/// </summary>
public static class ExportRecognitions
{
    public static void Map(RouteGroupBuilder recognitions) => recognitions.MapGet("/export", HandleAsync)
        .WithName(nameof(ExportRecognitions)).WithSummary("导出认定或模板 Export recognitions, or the template")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    /// <param name="county">The county; all when absent.</param>
    /// <param name="isTemplate">True for the headings alone, to be filled in.</param>
    /// <param name="format">csv or xlsx.</param>
    static async Task<FileContentHttpResult> HandleAsync(
        CatalogDb db, CancellationToken ct, string? county = null, bool isTemplate = false, string format = "csv")
    {
        var file = ReportResults.FormatOf(format)
            ?? throw new InvalidRequestException("format_unknown", "format", "格式须为 csv 或 xlsx。", "The format is csv or xlsx.");
        var rows = isTemplate ? [] : await RecognitionSheet.RowsAsync(db, county, ct);
        return ReportResults.Of(RecognitionSheet.Table(rows), file, RecognitionSheet.Name);
    }
}
