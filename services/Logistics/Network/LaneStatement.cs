using System.Globalization;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>What an office states of a lane, in a request or in a row of a table.</summary>
public record LaneStatement : IChecked
{
    /// <summary>The node where it begins; absent when it begins in a region.</summary>
    public Guid? FromNodeId { get; init; }

    /// <summary>The region in which it begins, wherever that is; absent when it begins at a node.</summary>
    public string? FromRegionId { get; init; }

    /// <summary>The node where it ends; absent when it ends in a region.</summary>
    public Guid? ToNodeId { get; init; }

    /// <summary>The region in which it ends, wherever that is; absent when it ends at a node.</summary>
    public string? ToRegionId { get; init; }

    /// <summary>By road, in kilometres with one decimal, 0.1 to 10,000; of regions from middle to middle.</summary>
    public required decimal DistanceKm { get; init; }

    /// <summary>Driving without loading, 1 to 20,160 minutes.</summary>
    public required int DrivingMinutes { get; init; }

    /// <summary>依据, 1 to 200 characters: the document or note by which it is stated.</summary>
    public required string Source { get; init; }

    /// <summary>The first day on which plans go by it. A lane of the same ends that stands then ends on it.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The first day on which they no longer do; absent when that is open.</summary>
    public DateOnly? EndedOn { get; init; }

    internal int Metres => (int)(DistanceKm * 1_000);

    public virtual void Check(Checks check)
    {
        End(FromNodeId, FromRegionId, "from");
        End(ToNodeId, ToRegionId, "to");
        check.Range(DistanceKm, 0.1m, Lane.MetresMax / 1_000, "distanceKm");
        check.That(
            decimal.IsInteger(DistanceKm * 10), "distanceKm", "distance_too_fine", "里程最多一位小数。",
            "Give the distance with one decimal at most.");
        check.Range(DrivingMinutes, 1, Lane.MinutesMax, "drivingMinutes");
        check.Text(Source, "source", max: 200);
        check.That(
            EndedOn is null || EndedOn > ValidFrom, "endedOn", "period_reversed", "停用日须晚于起始日。", "It has to end after it begins.");

        void End(Guid? nodeId, string? regionId, string side)
        {
            check.That(
                nodeId is null != regionId is null,
                string.Create(CultureInfo.InvariantCulture, $"{side}NodeId"),
                "end_unclear",
                $"{(side == "from" ? "起点" : "终点")}须填写节点或地区之一。",
                $"Name either {side}NodeId or {side}RegionId.");
            if (regionId is not null)
            {
                check.Code(regionId, $"{side}RegionId", max: 40);
            }
        }
    }
}
