using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>GET /logistics/lanes/file: lanes as a table, or the empty template. Imported again they change nothing.</summary>
public static class ExportLanes
{
    public static void Map(RouteGroupBuilder lanes) => lanes.MapGet("/file", HandleAsync)
        .WithName(nameof(ExportLanes)).WithSummary("导出运输线路或模板 Export lanes, or the template")
        .WithDescription("At most 10,000 lanes, as many as one file is imported with; more are exported region by region.")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).IsExpensive();

    /// <param name="isTemplate">True for the headings alone, to be filled in.</param>
    /// <param name="format">csv or xlsx.</param>
    static async Task<FileContentHttpResult> HandleAsync(
        [AsParameters] ListLanes.Filter filter, LogisticsDb db, TimeProvider clock, CancellationToken ct, bool isTemplate = false,
        string format = "csv")
    {
        var file = ReportResults.FormatOf(format)
            ?? throw new InvalidRequestException("format_unknown", "format", "格式须为 csv 或 xlsx。", "The format is csv or xlsx.");
        if (isTemplate)
        {
            return ReportResults.Of(LaneSheet.Table([]), file, LaneSheet.Name);
        }

        // One that never stood says nothing that could be stated again.
        var lanes = await (await filter.OfAsync(db, ct)).Where(lane => lane.EndedOn == null || lane.EndedOn > lane.ValidFrom)
            .OrderBy(lane => lane.BeginsAt).ThenBy(lane => lane.EndsAt).ThenBy(lane => lane.ValidFrom)
            .Take(ImportLanes.RowsMax + 1).ToListAsync(ct);
        return lanes.Count <= ImportLanes.RowsMax
            ? ReportResults.Of(
                LaneSheet.Table(await LaneView.OfAsync(db, lanes, BusinessDay.Of(clock.GetUtcNow()), ct)), file, LaneSheet.Name)
            : throw new InvalidRequestException(
                "too_many_rows", "region", $"线路超过 {ImportLanes.RowsMax} 条，请按地区（region）分次导出。",
                $"There are more than {ImportLanes.RowsMax} lanes; export them region by region (region).");
    }
}
