using Marketplace.Logistics.Domain;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Network;

/// <summary>What a carrier states of vehicles that are alike, in a request or in a row of a table.</summary>
public record VehicleStatement : IChecked
{
    /// <summary>1 to 100 characters, such as "9.6 米冷藏车".</summary>
    public required string Name { get; init; }

    public required VehicleUse Use { get; init; }

    /// <summary>The hub where collection begins, or the depot of delivery; absent for trunk lorries.</summary>
    public Guid? NodeId { get; init; }

    /// <summary>The region in which trunk lorries load, anywhere: plans for it or a part of it take them; absent for others.</summary>
    public string? RegionId { get; init; }

    /// <summary>How many can do a tour on each day, 1 to 1,000.</summary>
    public required int Count { get; init; }

    /// <summary>1 to 100,000.</summary>
    public required int PayloadKg { get; init; }

    /// <summary>1 to 200,000.</summary>
    public required int VolumeLitres { get; init; }

    /// <summary>Whether they carry chilled goods (0 to 8 °C).</summary>
    public required bool IsRefrigerated { get; init; }

    /// <summary>Whether they carry frozen goods (-15 °C and below), on other tours than chilled ones; false when absent.</summary>
    public bool IsFreezer { get; init; }

    /// <summary>From departure to return, 1 to 240 hours.</summary>
    public required int HoursMax { get; init; }

    /// <summary>Of a tour, however long; of trunk lorries with the way to where they first load.</summary>
    public required long FixedFen { get; init; }

    /// <summary>1 to 10,000.</summary>
    public required int FenPerKm { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public virtual void Check(Checks check)
    {
        check.Text(Name, "name", max: 100);
        if (RegionId is not null)
        {
            check.Code(RegionId, "regionId", max: 40);
        }

        check.That(
            RegionId is null == Use is not VehicleUse.Trunk,
            "regionId",
            "region_unfit",
            "干线车辆须填写装货地区，集货和配送车辆不填。",
            "Trunk lorries name the region in which they load; vehicles for collection and delivery name none.");
        check.Range(Count, 1, 1_000, "count");
        check.Range(PayloadKg, 1, 100_000, "payloadKg");
        check.Range(VolumeLitres, 1, 200_000, "volumeLitres");
        check.Range(HoursMax, 1, 240, "hoursMax");
        check.Range(FixedFen, 0, 10_000_000, "fixedFen");
        check.Range(FenPerKm, 1, 10_000, "fenPerKm");
        check.That(
            NodeId is null == Use is VehicleUse.Trunk,
            "nodeId",
            "node_unfit",
            "集货和配送车辆须填写所在节点，干线车辆不填。",
            "Vehicles for collection and delivery name their node; trunk lorries name none.");
    }

    internal static VehicleStatement Of(CarrierVehicle vehicle) => new()
    {
        Name = vehicle.Name,
        Use = vehicle.Use,
        NodeId = vehicle.NodeId,
        RegionId = vehicle.RegionId,
        Count = vehicle.Count,
        PayloadKg = vehicle.PayloadKg,
        VolumeLitres = vehicle.VolumeLitres,
        IsRefrigerated = vehicle.IsRefrigerated,
        IsFreezer = vehicle.IsFreezer,
        HoursMax = vehicle.HoursMax,
        FixedFen = vehicle.FixedFen,
        FenPerKm = vehicle.FenPerKm,
        ValidFrom = vehicle.ValidFrom,
    };
}
