using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.Logistics.Network;

/// <summary>Lanes as a table: the columns of the file that is imported, exported, and filled in from the template.</summary>
static class LaneSheet
{
    public const string Name = "lanes";

    public static IReadOnlyList<Column> Columns { get; } =
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
    ];

    /// <summary>How the columns are found in a file. An end is a node or a region, so that either column may be missing.</summary>
    public static IReadOnlyList<Heading> Headings { get; } =
    [
        .. Columns.Select(column =>
            Heading.Of(column, column.Key is "distanceKm" or "drivingMinutes" or "validFrom" or "source") with { IsSummed = false }),
    ];

    /// <summary>The table of lanes; without rows it is the template.</summary>
    public static Table Table(IEnumerable<LaneView> lanes) => new()
    {
        SheetName = Name,
        Columns = Columns,
        Rows =
        [
            .. lanes.Select(lane => (IReadOnlyList<object?>)
            [
                lane.From.NodeId?.ToString(), lane.From.NodeId is null ? lane.From.RegionId : null, lane.From.Name,
                lane.To.NodeId?.ToString(), lane.To.NodeId is null ? lane.To.RegionId : null, lane.To.Name,
                lane.DistanceKm, lane.DrivingMinutes, lane.ValidFrom, lane.EndedOn, lane.Source,
            ]),
        ],
        Unknown = "",
    };

    /// <summary>What a row states; null when a cell can't be read or says what no request may say, which is noted at the cell.</summary>
    public static LaneStatement? Read(TableRow row)
    {
        var statement = new LaneStatement
        {
            FromNodeId = Id(row, "fromNodeId"),
            FromRegionId = row.OptionalIdentifier("fromRegionId", max: 40),
            ToNodeId = Id(row, "toNodeId"),
            ToRegionId = row.OptionalIdentifier("toRegionId", max: 40),
            DistanceKm = row.Decimal("distanceKm"),
            DrivingMinutes = (int)Math.Clamp(row.Integer("drivingMinutes"), 0, int.MaxValue),
            ValidFrom = row.Day("validFrom"),
            EndedOn = row.OptionalDay("endedOn"),
            Source = row.RequiredVerbatim("source"),
        };
        if (!row.IsSound)
        {
            return null;
        }

        var checks = new Checks();
        statement.Check(checks);
        foreach (var fault in checks.Faults)
        {
            row.Fault(ColumnOf(fault.Field), fault.Code, fault.Zh, fault.En);
        }

        return row.IsSound ? statement : null;
    }

    /// <summary>Names beside the ids must be those of the ends, since lists are often shifted by a row.</summary>
    /// <exception cref="InvalidRequestException">The end is called otherwise.</exception>
    public static void RequireName(TableRow row, LaneEnd end, string side)
    {
        if (row.Verbatim($"{side}Name") is not { Length: > 0 } given)
        {
            return;
        }

        if (end.Node is null && !RegionNaming.IsCalled(given, end.Name) && !RegionNaming.IsOfOtherKind(given, end.Name))
        {
            var (zh, en) = RegionNaming.Question(given, end.Name);
            throw new InvalidRequestException(RegionNaming.Contradicts, $"{side}Name", zh, en);
        }

        if (end.Node is not null && NormalForm.Of(given) != NormalForm.Of(end.Name))
        {
            throw new InvalidRequestException(
                "name_contradicts_id", $"{side}Name", $"该标识的节点是“{end.Name}”，不是“{given}”；请核对，表格可能错行。",
                $"The node with this id is \"{end.Name}\", not \"{given}\"; check both, the list may be shifted by a row.");
        }
    }

    /// <summary>Notes a refusal at the cell that it names.</summary>
    public static void Refuse(TableRow row, RefusalException refusal) =>
        row.Fault(ColumnOf(refusal.Field), refusal.Code, refusal.Zh, refusal.En);

    static Guid? Id(TableRow row, string column)
    {
        var text = row.Has(column) ? row.Verbatim(column) : null;
        if (text is null || Guid.TryParse(text, out var id))
        {
            return text is null ? null : Guid.Parse(text);
        }

        row.Fault(column, "id_invalid", "不是有效的标识（GUID）。", "It is no id (a GUID).");
        return id;
    }

    // Fields of the statement are named as the columns are.
    static string ColumnOf(string? field) => Columns.FirstOrDefault(column => column.Key == field)?.Key ?? "";
}
