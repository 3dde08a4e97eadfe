using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Network;

/// <summary>Vehicles that a carrier offers, as callers see them.</summary>
public sealed record VehicleView
{
    public required Guid VehicleId { get; init; }

    public required Guid CarrierId { get; init; }

    public required string Name { get; init; }

    public required VehicleUse Use { get; init; }

    /// <summary>Where collection and delivery begin.</summary>
    public Guid? NodeId { get; init; }

    /// <summary>The region in which trunk lorries load.</summary>
    public string? RegionId { get; init; }

    /// <summary>How many can do a tour on each day.</summary>
    public required int Count { get; init; }

    public required int PayloadKg { get; init; }

    public required int VolumeLitres { get; init; }

    /// <summary>Carries chilled goods.</summary>
    public required bool IsRefrigerated { get; init; }

    /// <summary>Carries frozen goods.</summary>
    public required bool IsFreezer { get; init; }

    public required int HoursMax { get; init; }

    /// <summary>Of a tour, however long.</summary>
    public required long FixedFen { get; init; }

    public required int FenPerKm { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? EndedOn { get; init; }

    internal static VehicleView Of(CarrierVehicle vehicle) => new()
    {
        VehicleId = vehicle.Id,
        CarrierId = vehicle.CarrierId,
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
        EndedOn = vehicle.EndedOn,
    };
}
