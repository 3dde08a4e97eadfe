using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>GET /logistics/nodes/file: nodes as a table, or the empty template. Imported again they change nothing.</summary>
public static class ExportNodes
{
    public static void Map(RouteGroupBuilder nodes) => nodes.MapGet("/file", HandleAsync)
        .WithName(nameof(ExportNodes)).WithSummary("导出物流节点或模板 Export stations, hubs and depots, or the template")
        .WithDescription("At most 10,000 nodes, as many as one file is imported with; more are exported region by region.")
        .For(Roles.Official, Roles.Auditor, Roles.Operator).IsExpensive();

    static Task<FileContentHttpResult> HandleAsync(
        [AsParameters] ListNodes.Filter filter, [AsParameters] SheetExport export, LogisticsDb db, CancellationToken ct) =>
        export.AnswerAsync<NetworkNode>(
            NodeSheet.Sheet,
            async () => (await filter.OfAsync(db, ct)).Include(node => node.Region)
                .OrderBy(node => node.RegionId).ThenBy(node => node.Kind).ThenBy(node => node.Id),
            nodes => Task.FromResult(nodes.Select(NodeSheet.RowOf)),
            narrower: "region",
            ct);
}
