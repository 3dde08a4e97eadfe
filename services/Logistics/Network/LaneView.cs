using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Routing.Network;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>A lane as callers see it.</summary>
public sealed record LaneView
{
    public required Guid LaneId { get; init; }

    public required End From { get; init; }

    public required End To { get; init; }

    /// <summary>By road, in kilometres with one decimal.</summary>
    public required decimal DistanceKm { get; init; }

    /// <summary>Driving without loading, as the office states it.</summary>
    public required int DrivingMinutes { get; init; }

    /// <summary>What trips took of late; absent while fewer than five are known of the last 180 days.</summary>
    public ObservedTrips? Observed { get; init; }

    /// <summary>
    /// What plans of today go by: what trips took, but no less than half and no more than three times what is stated; that alone while
    /// nothing is observed.
    /// </summary>
    public required int PlannedMinutes { get; init; }

    /// <summary>依据.</summary>
    public required string Source { get; init; }

    /// <summary>The first day on which plans go by it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which they no longer do.</summary>
    public DateOnly? EndedOn { get; init; }

    public required DateTimeOffset StatedAt { get; init; }

    /// <summary>Lanes with the names of their ends, and with what trips took by a day.</summary>
    internal static async Task<IReadOnlyList<LaneView>> OfAsync(
        LogisticsDb db, IReadOnlyList<Lane> lanes, DateOnly day, CancellationToken ct)
    {
        Guid[] nodes = [.. lanes.SelectMany(lane => new[] { lane.FromNodeId, lane.ToNodeId }).OfType<Guid>().Distinct()];
        var names = await db.Nodes.Where(node => nodes.Contains(node.Id)).ToDictionaryAsync(node => node.Id, node => node.Name, ct);
        string[] begins = [.. lanes.Where(lane => lane.FromNodeId is not null).Select(lane => lane.BeginsAt).Distinct()];
        string[] ends = [.. lanes.Where(lane => lane.FromNodeId is not null).Select(lane => lane.EndsAt).Distinct()];
        var observed = await db.ObservedTimes.AsNoTracking()
            .Where(took => begins.Contains(took.BeginsAt) && ends.Contains(took.EndsAt)
                && took.ValidFrom <= day && (took.EndedOn == null || took.EndedOn > day))
            .ToDictionaryAsync(took => (took.BeginsAt, took.EndsAt), ct);
        return [.. lanes.Select(lane => Of(lane, names, observed.GetValueOrDefault((lane.BeginsAt, lane.EndsAt))))];
    }

    internal static async Task<LaneView> OfAsync(LogisticsDb db, Lane lane, DateOnly day, CancellationToken ct) =>
        (await OfAsync(db, [lane], day, ct))[0];

    static LaneView Of(Lane lane, Dictionary<Guid, string> names, ObservedTime? observed) => new()
    {
        LaneId = lane.Id,
        From = EndOf(lane.FromNodeId, lane.FromRegion, names),
        To = EndOf(lane.ToNodeId, lane.ToRegion, names),
        DistanceKm = lane.Metres / 1_000m,
        DrivingMinutes = lane.Minutes,
        Observed = observed is null ? null : new ObservedTrips
        {
            Trips = observed.Trips,
            MedianMinutes = ToMinutes(observed.MedianSeconds),
            Since = observed.ValidFrom,
        },
        PlannedMinutes = observed is null ? lane.Minutes : ToMinutes(ObservedDuration.Within(observed.MedianSeconds, lane.Minutes * 60)),
        Source = lane.Source,
        ValidFrom = lane.ValidFrom,
        EndedOn = lane.EndedOn,
        StatedAt = lane.StatedAt,
    };

    static End EndOf(Guid? nodeId, Region region, Dictionary<Guid, string> names) => new()
    {
        NodeId = nodeId,
        RegionId = region.Id,
        Name = nodeId is { } id ? names[id] : region.Name,
    };

    static int ToMinutes(int seconds) => (seconds + 30) / 60;

    /// <summary>Where it begins or ends.</summary>
    public sealed record End
    {
        /// <summary>Absent when it is the whole region.</summary>
        public Guid? NodeId { get; init; }

        /// <summary>The region, of a node its region.</summary>
        public required string RegionId { get; init; }

        /// <summary>Of the node, or of the region.</summary>
        public required string Name { get; init; }
    }

    /// <summary>What trips between the two ends took.</summary>
    public sealed record ObservedTrips
    {
        /// <summary>Of the last 180 days.</summary>
        public required int Trips { get; init; }

        /// <summary>Half of them took no longer, from the last hand-over at the one end to the first at the other.</summary>
        public required int MedianMinutes { get; init; }

        /// <summary>From which day on plans go by it.</summary>
        public required DateOnly Since { get; init; }
    }
}
