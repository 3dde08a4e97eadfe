using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.Logistics.Network;

/// <summary>Stations, hubs and depots as a table, with which post keeps them and no person.</summary>
static class NodeSheet
{
    static readonly SheetWords<NodeKind> Kinds = new(
        (NodeKind.Station, "村级服务站"), (NodeKind.Hub, "县级仓"), (NodeKind.Depot, "城市仓"));

    static readonly SheetWords<RoadTerrain> Terrains = new(
        (RoadTerrain.Plain, "平原"), (RoadTerrain.Hills, "丘陵"), (RoadTerrain.Mountains, "山区"), (RoadTerrain.Gorges, "高山峡谷"));

    public static RegisterSheet Sheet { get; } = new(
        "nodes",
        [
            new("nodeId", "节点标识", "nodeId", Width: 38),
            new("kind", "节点类型", "kind"),
            new("name", "节点名称", "name", Width: 24),
            new("regionId", "区划标识", "regionId"),
            new("regionName", "区划名称", "regionName"),
            new("township", "乡镇", "township"),
            new("village", "村", "village"),
            new("latitude", "纬度", "latitude"),
            new("longitude", "经度", "longitude"),
            new("terrain", "道路地形", "terrain"),
            new("openFrom", "营业起时", "openFrom"),
            new("openUntil", "营业止时", "openUntil"),
            new("hasColdStore", "有冷藏库", "hasColdStore"),
            new("hasFreezer", "有冷冻库", "hasFreezer"),
            new("keeper", "管理岗位或机构", "keeper", Width: 24),
            new("validFrom", "启用日", "validFrom", ColumnKind.Date),
            new("endedOn", "停用日", "endedOn", ColumnKind.Date),
        ],
        "kind", "name", "regionId", "terrain", "openFrom", "openUntil", "validFrom");

    public static IReadOnlyList<object?> RowOf(NetworkNode node) =>
        RowOf(NodeStatement.Of(node), node.Id, node.Region.Name, node.EndedOn);

    /// <summary>What is stated of a node, as a row; without what a statement does not have it is compared with another.</summary>
    public static IReadOnlyList<object?> RowOf(
        NodeStatement node, Guid? nodeId = null, string? regionName = null, DateOnly? endedOn = null) =>
    [
        nodeId?.ToString(), Kinds.Of(node.Kind), node.Name, node.RegionId, regionName, node.Township, node.Village,
        SheetCells.Of(node.Latitude), SheetCells.Of(node.Longitude), Terrains.Of(node.Terrain), SheetCells.Of(node.OpenFrom),
        SheetCells.Of(node.OpenUntil), SheetCells.Of(node.HasColdStore), SheetCells.Of(node.HasFreezer), node.Keeper, node.ValidFrom,
        endedOn,
    ];

    /// <summary>What a row states; null when a cell can't be read or says what no request may say, which is noted at the cell.</summary>
    public static Row? Read(TableRow row)
    {
        var node = new Row
        {
            NodeId = row.OptionalId("nodeId"),
            Kind = row.Choice("kind", Kinds.Meanings),
            Name = row.RequiredVerbatim("name"),
            RegionId = row.Identifier("regionId", max: 40),
            Township = row.Verbatim("township"),
            Village = row.Verbatim("village"),
            Latitude = row.OptionalDecimal("latitude"),
            Longitude = row.OptionalDecimal("longitude"),
            Terrain = row.Choice("terrain", Terrains.Meanings),
            OpenFrom = row.Time("openFrom"),
            OpenUntil = row.Time("openUntil"),
            HasColdStore = row.Flag("hasColdStore"),
            HasFreezer = row.Flag("hasFreezer"),
            Keeper = row.Verbatim("keeper"),
            ValidFrom = row.Day("validFrom"),
            EndedOn = row.OptionalDay("endedOn"),
        };
        // Kept in millionths of a degree and in minutes, by which it is known again.
        return row.IsSound && Sheet.Accepts(row, node)
            ? node with
            {
                Latitude = Degrees.OfMicro(Degrees.ToMicro(node.Latitude)),
                Longitude = Degrees.OfMicro(Degrees.ToMicro(node.Longitude)),
                OpenFrom = ToTheMinute(node.OpenFrom),
                OpenUntil = ToTheMinute(node.OpenUntil),
            }
            : null;
    }

    static TimeOnly ToTheMinute(TimeOnly time) => new(time.Hour, time.Minute);

    /// <summary>A row of the table.</summary>
    public sealed record Row : NodeStatement
    {
        /// <summary>Absent when a new node is given one, or it is found by what it is and is called.</summary>
        public Guid? NodeId { get; init; }

        /// <summary>The first day on which it is no longer used.</summary>
        public DateOnly? EndedOn { get; init; }

        public override void Check(Checks check)
        {
            if (NodeId is { } nodeId)
            {
                check.NewId(nodeId, "nodeId");
            }

            base.Check(check);
        }
    }
}
