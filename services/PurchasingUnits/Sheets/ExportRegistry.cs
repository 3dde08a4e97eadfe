using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>GET /units/exports/{kind}: a table of what the caller may see. Brought in again it changes nothing.</summary>
static class ExportRegistry
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/exports/{kind}", HandleAsync)
        .WithName(nameof(ExportRegistry)).WithSummary("导出登记表 Take out a table of the registry")
        .WithDescription("CSV in UTF-8 of one of the kinds "
            + "poverty-counties, units, facilitators, pairings, designations, quota-ratios, quota-plans, targets.")
        .Produces<string>(StatusCodes.Status200OK, "text/csv")
        .For(Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<FileContentHttpResult> HandleAsync(string kind, IEnumerable<ISheet> sheets, CancellationToken ct)
    {
        var sheet = SheetKinds.Named(sheets, kind);
        return TypedResults.File(SheetFile.Write(sheet.Columns, await sheet.RowsAsync(ct)), "text/csv; charset=utf-8", $"{sheet.Name}.csv");
    }
}
