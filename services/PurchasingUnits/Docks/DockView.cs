using System.Text.Json.Serialization;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>A dock as callers see it.</summary>
public sealed record DockView : IView
{
    /// <summary>Who sees where it is and whom to ask for. Suppliers have the address with their part of an order.</summary>
    internal const Viewers Readers = Viewers.Buyer | Viewers.BuyerRegion | Viewers.Auditor;

    [JsonIgnore]
    public Viewers SeenAs { get; init; }

    public required Guid DockId { get; init; }

    public required Guid UnitId { get; init; }

    /// <summary>Also the ETag, to be given back as If-Match.</summary>
    public required long Version { get; init; }

    public required string Name { get; init; }

    public required string RegionId { get; init; }

    /// <summary>Null also once it is forgotten, long after the end of the dock.</summary>
    [SeenBy(Readers, DataClass.Contact)]
    public required string? Address { get; init; }

    /// <summary>WGS 84, in degrees; null when not known.</summary>
    [SeenBy(Readers, DataClass.Contact)]
    public decimal? Latitude { get; init; }

    [SeenBy(Readers, DataClass.Contact)]
    public decimal? Longitude { get; init; }

    /// <summary>By weekday and time, without overlap; it is closed outside of them.</summary>
    public required IReadOnlyList<ReceivingHours> Hours { get; init; }

    /// <summary>The payload of the largest vehicle that it can unload, in kilograms; null when not limited.</summary>
    public int? VehicleKgMax { get; init; }

    public required bool HasColdStore { get; init; }

    /// <summary>The post that takes in the goods; null when not told, and once it is forgotten.</summary>
    [SeenBy(Readers, DataClass.Contact)]
    public string? ContactPost { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer takes in goods; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }

    internal static DockView Of(Dock dock, Caller caller) => new()
    {
        SeenAs = caller.Oversight
            | (caller.Org is null ? Viewers.None : Viewers.Buyer)
            | (caller.Segment is null ? Viewers.None : Viewers.BuyerRegion),
        DockId = dock.Id,
        UnitId = dock.UnitId,
        Version = dock.Version,
        Name = dock.Facts.Name,
        RegionId = dock.Facts.RegionId,
        Address = dock.Facts.Address,
        Latitude = dock.Facts.Latitude,
        Longitude = dock.Facts.Longitude,
        Hours = dock.Facts.Hours,
        VehicleKgMax = dock.Facts.VehicleKgMax,
        HasColdStore = dock.Facts.HasColdStore,
        ContactPost = dock.Facts.ContactPost,
        ValidFrom = dock.ValidFrom,
        ValidTo = dock.ValidTo,
    };
}
