using Marketplace.Contracts;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Photos;

/// <summary>Who takes photographs, and who sees them.</summary>
static class SeenPhotos
{
    /// <summary>Those through whose hands goods pass.</summary>
    public static string[] Senders { get; } = [Roles.Supplier, Roles.Keeper, Roles.Carrier, Roles.Purchaser];

    /// <summary>Senders, and whoever sees shipments.</summary>
    public static string[] Readers { get; } = [.. Refusals.Readers, Roles.Keeper];

    /// <summary>Photographs of shipments that the caller sees, and those that it has sent itself.</summary>
    public static IQueryable<ShipmentPhoto> PhotosSeenBy(this LogisticsDb db, Caller caller)
    {
        if (!Senders.Contains(caller.Role))
        {
            return db.Photos.Where(photo => db.Shipments.Any(shipment => shipment.ShipmentId == photo.ShipmentId));
        }

        var (sender, side) = (caller.Org, HandledShipments.HolderOf(caller));
        return db.Photos.Where(photo => (photo.SenderId == sender && photo.By == side)
            || db.Shipments.Any(shipment => shipment.ShipmentId == photo.ShipmentId));
    }

    /// <summary>Whether it is one that the caller's organisation has sent.</summary>
    public static bool IsOf(this ShipmentPhoto photo, Caller caller) =>
        Senders.Contains(caller.Role) && photo.SenderId == caller.Org && photo.By == HandledShipments.HolderOf(caller);

    /// <summary>Refuses whoever neither sees the shipment, nor has its goods pass through its hands, nor has photographed them.</summary>
    /// <exception cref="NotFoundException">There is no such shipment for the caller.</exception>
    public static async Task RequirePhotosSeenAsync(this LogisticsDb db, Guid shipmentId, Caller caller, CancellationToken ct)
    {
        if (!await db.Shipments.AnyAsync(shipment => shipment.ShipmentId == shipmentId, ct)
            && (!Senders.Contains(caller.Role) || !await db.HandledBy(caller, [shipmentId]).AnyAsync(ct))
            && !await db.PhotosSeenBy(caller).AnyAsync(photo => photo.ShipmentId == shipmentId, ct))
        {
            throw Refusals.NotFound(shipmentId);
        }
    }

    /// <summary>There is no such photograph for this caller.</summary>
    public static NotFoundException NoPhoto(Guid photoId) => new(
        "photo_not_found",
        $"没有照片 {photoId}，或它不在您的可见范围内；请核对编号。",
        $"There is no photograph {photoId} that you may see; check the id.");
}
