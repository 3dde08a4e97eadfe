using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/lanes/imports: the lanes of a table. Each row is new, stands already, or ends the lane that stood between the same ends
/// with other figures.
/// </summary>
public static class ImportLanes
{
    public static void Map(RouteGroupBuilder lanes) => lanes.MapPost("/imports", HandleAsync)
        .WithName(nameof(ImportLanes)).WithSummary("导入运输线路 Import lanes")
        .TakesRows().For(Roles.Official).Decided(DecidedBy.Region);

    static Task<Results<Ok<ImportReport>, BadRequest<ImportReport>>> HandleAsync(
        HttpRequest request, [AsParameters] ImportMode mode, LogisticsDb db, RowImport import, Caller caller, Authority authority,
        TimeProvider clock, CancellationToken ct)
    {
        authority.RequireOfficial();
        return import.RunAsync(
            request, LaneSheet.Sheet, mode, row => TakeAsync(row, db, caller, authority, clock.NowToTheMillisecond(), ct), ct);
    }

    static async Task<RegisterEffect?> TakeAsync(
        TableRow row, LogisticsDb db, Caller caller, Authority authority, DateTimeOffset now, CancellationToken ct)
    {
        if (LaneSheet.Read(row) is not { } asked)
        {
            return null;
        }

        LaneSheet.RequireName(row, await LaneEnd.OfAsync(db, asked.FromNodeId, asked.FromRegionId, "from", ct), "from");
        LaneSheet.RequireName(row, await LaneEnd.OfAsync(db, asked.ToNodeId, asked.ToRegionId, "to", ct), "to");
        return (await db.StateAsync(asked, Guid.CreateVersion7(now), caller, authority, now, ct)).Effect;
    }
}
