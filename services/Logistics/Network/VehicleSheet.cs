using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Sheets;
using Marketplace.Platform.Web;
using Marketplace.Tables;

namespace Marketplace.Logistics.Network;

/// <summary>Vehicles of a carrier as a table, with prices in yuan.</summary>
static class VehicleSheet
{
    static readonly SheetWords<VehicleUse> Uses = new(
        (VehicleUse.Collection, "集货"), (VehicleUse.Trunk, "干线"), (VehicleUse.Delivery, "配送"));

    public static RegisterSheet Sheet { get; } = new(
        "vehicles",
        [
            new("vehicleId", "车型标识", "vehicleId", Width: 38),
            new("name", "车型名称", "name", Width: 24),
            new("use", "用途", "use"),
            new("nodeId", "所在节点标识", "nodeId", Width: 38),
            new("regionId", "装货区划标识", "regionId"),
            new("placeName", "节点或区划名称", "placeName", Width: 24),
            new("count", "辆数", "count", ColumnKind.Integer),
            new("payloadKg", "载重（公斤）", "payloadKg", ColumnKind.Integer),
            new("volumeLitres", "容积（升）", "volumeLitres", ColumnKind.Integer),
            new("isRefrigerated", "可冷藏", "isRefrigerated"),
            new("isFreezer", "可冷冻", "isFreezer"),
            new("hoursMax", "最长时间（小时）", "hoursMax", ColumnKind.Integer),
            new("fixedFen", "每趟起价（元）", "fixedYuan", ColumnKind.Fen),
            new("fenPerKm", "每公里价（元）", "yuanPerKm", ColumnKind.Fen),
            new("validFrom", "启用日", "validFrom", ColumnKind.Date),
            new("endedOn", "停用日", "endedOn", ColumnKind.Date),
        ],
        "name", "use", "count", "payloadKg", "volumeLitres", "hoursMax", "fixedFen", "fenPerKm", "validFrom");

    /// <summary>What is stated of vehicles, as a row; without what a statement does not have it is compared with another.</summary>
    public static IReadOnlyList<object?> RowOf(
        VehicleStatement vehicle, Guid? vehicleId = null, string? placeName = null, DateOnly? endedOn = null) =>
    [
        vehicleId?.ToString(), vehicle.Name, Uses.Of(vehicle.Use), vehicle.NodeId?.ToString(), vehicle.RegionId, placeName, vehicle.Count,
        vehicle.PayloadKg, vehicle.VolumeLitres, SheetCells.Of(vehicle.IsRefrigerated), SheetCells.Of(vehicle.IsFreezer),
        vehicle.HoursMax, vehicle.FixedFen, vehicle.FenPerKm, vehicle.ValidFrom, endedOn,
    ];

    /// <summary>What a row states; null when a cell can't be read or says what no request may say, which is noted at the cell.</summary>
    public static Row? Read(TableRow row)
    {
        var vehicle = new Row
        {
            VehicleId = row.OptionalId("vehicleId"),
            Name = row.RequiredVerbatim("name"),
            Use = row.Choice("use", Uses.Meanings),
            NodeId = row.OptionalId("nodeId"),
            RegionId = row.OptionalIdentifier("regionId", max: 40),
            Count = row.Int32("count"),
            PayloadKg = row.Int32("payloadKg"),
            VolumeLitres = row.Int32("volumeLitres"),
            IsRefrigerated = row.Flag("isRefrigerated"),
            IsFreezer = row.Flag("isFreezer"),
            HoursMax = row.Int32("hoursMax"),
            FixedFen = row.Fen("fixedFen"),
            FenPerKm = (int)Math.Clamp(row.Fen("fenPerKm"), int.MinValue, int.MaxValue),
            ValidFrom = row.Day("validFrom"),
            EndedOn = row.OptionalDay("endedOn"),
        };
        return row.IsSound && Sheet.Accepts(row, vehicle) ? vehicle : null;
    }

    /// <summary>A row of the table.</summary>
    public sealed record Row : VehicleStatement
    {
        /// <summary>Absent when new vehicles are given one, or they are found by what they are called and where they begin.</summary>
        public Guid? VehicleId { get; init; }

        /// <summary>The first day on which they are no longer offered.</summary>
        public DateOnly? EndedOn { get; init; }

        public override void Check(Checks check)
        {
            if (VehicleId is { } vehicleId)
            {
                check.NewId(vehicleId, "vehicleId");
            }

            base.Check(check);
        }
    }
}
