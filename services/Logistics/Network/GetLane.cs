using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>GET /logistics/lanes/{laneId}: what is declared, what trips took, and which of the two plans go by.</summary>
public static class GetLane
{
    public static void Map(RouteGroupBuilder lanes) => lanes.MapGet("/{laneId:guid}", HandleAsync)
        .WithName(nameof(GetLane)).WithSummary("查看运输线路 One lane").ForEveryRole();

    static async Task<EtagOk<LaneView>> HandleAsync(Guid laneId, LogisticsDb db, TimeProvider clock, CancellationToken ct)
    {
        var lane = await db.LaneAsync(laneId, ct);
        return Etag.Ok(await LaneView.OfAsync(db, lane, BusinessDay.Of(clock.GetUtcNow()), ct), lane.Version);
    }
}
