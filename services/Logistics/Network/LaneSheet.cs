using Marketplace.Logistics.Sheets;
using Marketplace.Platform.Refusals;
using Marketplace.Tables;

namespace Marketplace.Logistics.Network;

/// <summary>Lanes as a table. An end is a node or a region, so that either column may be missing.</summary>
static class LaneSheet
{
    public static RegisterSheet Sheet { get; } = new(
        "lanes",
        [
            new("fromNodeId", "起点节点标识", "fromNodeId", Width: 38),
            new("fromRegionId", "起点区划标识", "fromRegionId"),
            new("fromName", "起点名称", "fromName", Width: 24),
            new("toNodeId", "终点节点标识", "toNodeId", Width: 38),
            new("toRegionId", "终点区划标识", "toRegionId"),
            new("toName", "终点名称", "toName", Width: 24),
            new("distanceKm", "里程（公里）", "distanceKm", ColumnKind.Quantity),
            new("drivingMinutes", "行驶时间（分钟）", "drivingMinutes", ColumnKind.Integer),
            new("validFrom", "起始日", "validFrom", ColumnKind.Date),
            new("endedOn", "停用日", "endedOn", ColumnKind.Date),
            new("source", "依据", "source", Width: 30),
        ],
        "distanceKm", "drivingMinutes", "validFrom", "source");

    public static IReadOnlyList<object?> RowOf(LaneView lane) =>
    [
        lane.From.NodeId?.ToString(), lane.From.NodeId is null ? lane.From.RegionId : null, lane.From.Name,
        lane.To.NodeId?.ToString(), lane.To.NodeId is null ? lane.To.RegionId : null, lane.To.Name,
        lane.DistanceKm, lane.DrivingMinutes, lane.ValidFrom, lane.EndedOn, lane.Source,
    ];

    /// <summary>What a row states; null when a cell can't be read or says what no request may say, which is noted at the cell.</summary>
    public static LaneStatement? Read(TableRow row)
    {
        var statement = new LaneStatement
        {
            FromNodeId = row.OptionalId("fromNodeId"),
            FromRegionId = row.OptionalIdentifier("fromRegionId", max: 40),
            ToNodeId = row.OptionalId("toNodeId"),
            ToRegionId = row.OptionalIdentifier("toRegionId", max: 40),
            DistanceKm = row.Decimal("distanceKm"),
            DrivingMinutes = row.Int32("drivingMinutes"),
            ValidFrom = row.Day("validFrom"),
            EndedOn = row.OptionalDay("endedOn"),
            Source = row.RequiredVerbatim("source"),
        };
        return row.IsSound && Sheet.Accepts(row, statement) ? statement : null;
    }

    /// <summary>Names beside the ids must be those of the ends, since lists are often shifted by a row.</summary>
    /// <exception cref="InvalidRequestException">The end is called otherwise.</exception>
    public static void RequireName(TableRow row, LaneEnd end, string side)
    {
        if (end.Node is null)
        {
            row.RequireRegionName($"{side}Name", end.Name);
        }
        else
        {
            row.RequireNodeName($"{side}Name", end.Name);
        }
    }
}
