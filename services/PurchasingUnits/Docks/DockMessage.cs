using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>The message that publishes a dock.</summary>
static class DockMessage
{
    public static DockPublished ToMessage(this Dock dock) => new()
    {
        DockId = dock.Id,
        Version = dock.Version,
        UnitId = dock.UnitId,
        Name = dock.Facts.Name,
        RegionId = dock.Facts.RegionId,
        Address = dock.Facts.Address,
        Latitude = dock.Facts.Latitude,
        Longitude = dock.Facts.Longitude,
        ContactPost = dock.Facts.ContactPost,
        Hours = dock.Facts.Hours,
        VehicleKgMax = dock.Facts.VehicleKgMax,
        HasColdStore = dock.Facts.HasColdStore,
        ValidFrom = dock.ValidFrom,
        ValidTo = dock.ValidTo,
    };
}
