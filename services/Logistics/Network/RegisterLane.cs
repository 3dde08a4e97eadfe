using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/lanes. An office of the region in which a lane begins states how far it is and how long it takes: cost per kilometre and
/// freight follow from it, so neither carriers nor suppliers do.
/// </summary>
public static class RegisterLane
{
    public sealed record Request : LaneStatement
    {
        /// <summary>Made by the caller.</summary>
        public required Guid LaneId { get; init; }

        public override void Check(Checks check)
        {
            check.NewId(LaneId, "laneId");
            base.Check(check);
        }
    }

    public static void Map(RouteGroupBuilder lanes) => lanes.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterLane)).WithSummary("登记运输线路 State how far and how long a lane is")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<LogisticsDb>();

    static async Task<EtagCreated<LaneView>> HandleAsync(
        Request request, LogisticsDb db, Caller caller, Authority authority, TimeProvider clock, CancellationToken ct)
    {
        authority.RequireOfficial();
        var now = clock.NowToTheMillisecond();
        var (lane, effect) = await db.StateAsync(request, request.LaneId, caller, authority, now, ct);
        if (effect is not (RegisterEffect.Added or RegisterEffect.Superseded))
        {
            throw new RuleBrokenException(
                "lane_stands", "这两端之间已登记相同里程和时间的线路；如需停用，请使用停用操作。",
                "A lane of these ends stands already with the same distance and time; end it by its own operation.", "validFrom");
        }

        await db.SaveChangesAsync(ct);
        var view = await LaneView.OfAsync(db, await db.LaneAsync(lane.Id, ct), BusinessDay.Of(now), ct);
        return Etag.Created($"/logistics/lanes/{lane.Id}", view, lane.Version);
    }
}
