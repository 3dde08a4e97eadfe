using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>What the verbs of lanes have in common.</summary>
static class LaneRegister
{
    /// <summary>The lane with the regions of its ends.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<Lane> LaneAsync(this LogisticsDb db, Guid laneId, CancellationToken ct) =>
        await db.Lanes.Include(lane => lane.FromRegion).Include(lane => lane.ToRegion).SingleOrDefaultAsync(lane => lane.Id == laneId, ct)
            ?? throw new NotFoundException(
                "lane_not_found", $"没有运输线路 {laneId}，请核对标识。", $"There is no lane {laneId}; check its id.");

    /// <summary>
    /// States a lane, in a transaction and without saving. Who says the same as stands already changes nothing and needs no authority.
    /// </summary>
    /// <param name="laneId">Of the lane if it is a new one.</param>
    /// <param name="caller">Who states it.</param>
    /// <returns>The new lane, if it was added.</returns>
    /// <exception cref="RefusalException">It can't be, or is not the caller's to say.</exception>
    public static async Task<(Lane Lane, RegisterEffect Effect)> StateAsync(
        this LogisticsDb db, LaneStatement asked, Guid laneId, Caller caller, Authority authority, DateTimeOffset now, CancellationToken ct)
    {
        var from = await LaneEnd.OfAsync(db, asked.FromNodeId, asked.FromRegionId, "from", ct);
        var to = await LaneEnd.OfAsync(db, asked.ToNodeId, asked.ToRegionId, "to", ct);
        var same = db.Lanes.Where(lane => lane.BeginsAt == from.Id && lane.EndsAt == to.Id);
        await db.LockAsync<Lane>(await same.Select(lane => lane.Id).ToListAsync(ct), ct);
        var known = await same.ToListAsync(ct);
        var lane = new Lane
        {
            Id = laneId,
            BeginsAt = from.Id,
            EndsAt = to.Id,
            FromNodeId = from.Node?.Id,
            FromRegionId = from.Region.Id,
            ToNodeId = to.Node?.Id,
            ToRegionId = to.Region.Id,
            Metres = asked.Metres,
            Minutes = asked.DrivingMinutes,
            Source = asked.Source,
            ValidFrom = asked.ValidFrom,
            StatedAt = now,
            StatedBy = caller.Subject,
        };
        if (asked.EndedOn is { } ended)
        {
            lane.End(ended);
        }

        if (!known.Exists(other => other.Says(lane)))
        {
            authority.Require(from.Region.PathValue);
            from.RequireCurrent(asked.ValidFrom, "from");
            to.RequireCurrent(asked.ValidFrom, "to");
            LaneLimits.Require(asked, from, to);
        }

        var effect = Lane.State(known, lane, BusinessDay.Of(now));
        if (effect is RegisterEffect.Added or RegisterEffect.Superseded)
        {
            db.Add(lane);
        }

        return (lane, effect);
    }
}
