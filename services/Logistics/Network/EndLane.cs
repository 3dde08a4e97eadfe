using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/lanes/{laneId}/ending. From a day on plans go by it no more, but by a less exact lane or by coordinates. Plans that were
/// made before go on as they were reckoned.
/// </summary>
public static class EndLane
{
    public sealed record Request
    {
        /// <summary>
        /// The first day on which it no longer holds, not before today; when absent today, or its first day if it has not begun.
        /// </summary>
        public DateOnly? EndedOn { get; init; }
    }

    public static void Map(RouteGroupBuilder lanes) => lanes.MapPost("/{laneId:guid}/ending", HandleAsync)
        .WithName(nameof(EndLane)).WithSummary("停用运输线路 End a lane")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<EtagOk<LaneView>> HandleAsync(
        Guid laneId, Request request, LogisticsDb db, Authority authority, TimeProvider clock, CancellationToken ct)
    {
        await db.LockAsync<Lane>([laneId], ct);
        var lane = await db.LaneAsync(laneId, ct);
        authority.Require(lane.FromRegion.PathValue);
        var today = BusinessDay.Of(clock.GetUtcNow());
        var day = request.EndedOn ?? (lane.ValidFrom > today ? lane.ValidFrom : today);
        Lane.RequireAhead(day, today, "endedOn");
        lane.End(day);
        await db.SaveChangesAsync(ct);
        return Etag.Ok(await LaneView.OfAsync(db, lane, today, ct), lane.Version);
    }
}
