using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>GET /units/exports/{kind}: a table of what the caller may see. Imported again it changes nothing.</summary>
static class ExportRegistry
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/exports/{kind}", HandleAsync)
        .WithName(nameof(ExportRegistry)).WithSummary("导出登记表 Export a table of the registry")
        .WithDescription("CSV in UTF-8 or XLSX of one of the kinds "
            + "poverty-counties, units, facilitators, pairings, designations, quota-ratios, quota-plans, targets.")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).IsExpensive();

    static async Task<FileContentHttpResult> HandleAsync(
        string kind, IEnumerable<ISheet> sheets, CancellationToken ct, string format = "csv")
    {
        var file = ReportResults.FormatOf(format)
            ?? throw new InvalidRequestException("format_unknown", "format", "格式须为 csv 或 xlsx。", "The format is csv or xlsx.");
        var sheet = SheetKinds.Named(sheets, kind);
        var table = new Table
        {
            SheetName = sheet.Name,
            Columns = [.. sheet.Columns.Select(column => column.Column)],
            Rows = await sheet.RowsAsync(ct),
            Unknown = "",
        };
        return ReportResults.Of(table, file, sheet.Name);
    }
}
