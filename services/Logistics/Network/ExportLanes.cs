using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Network;

/// <summary>GET /logistics/lanes/file: lanes as a table, or the empty template. Imported again they change nothing.</summary>
public static class ExportLanes
{
    public static void Map(RouteGroupBuilder lanes) => lanes.MapGet("/file", HandleAsync)
        .WithName(nameof(ExportLanes)).WithSummary("导出运输线路或模板 Export lanes, or the template")
        .WithDescription("At most 10,000 lanes, as many as one file is imported with; more are exported region by region.")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).IsExpensive();

    static Task<FileContentHttpResult> HandleAsync(
        [AsParameters] ListLanes.Filter filter, [AsParameters] SheetExport export, LogisticsDb db, TimeProvider clock,
        CancellationToken ct) => export.AnswerAsync<Lane>(
            LaneSheet.Sheet,
            // One that never stood says nothing that could be stated again.
            async () => (await filter.OfAsync(db, ct)).Where(lane => lane.EndedOn == null || lane.EndedOn > lane.ValidFrom)
                .OrderBy(lane => lane.BeginsAt).ThenBy(lane => lane.EndsAt).ThenBy(lane => lane.ValidFrom),
            async lanes => (await LaneView.OfAsync(db, lanes, BusinessDay.Of(clock.GetUtcNow()), ct)).Select(LaneSheet.RowOf),
            narrower: "region",
            ct);
}
