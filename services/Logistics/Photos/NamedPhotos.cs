using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Photos;

/// <summary>Photographs that a buyer names where it refuses, disputes or returns goods: its own, of the same shipment.</summary>
sealed class NamedPhotos
{
    /// <summary>Most that one line, dispute or return names.</summary>
    public const int Max = 10;

    readonly HashSet<(Guid ShipmentId, Guid PhotoId)> _known;

    NamedPhotos(HashSet<(Guid ShipmentId, Guid PhotoId)> known) => _known = known;

    /// <summary>At most 10, none of them twice.</summary>
    public static void Check(Checks check, IReadOnlyList<Guid>? photoIds, string field)
    {
        check.Count(photoIds?.Count ?? 0, 0, Max, field, "张照片", "photographs");
        check.Distinct(photoIds ?? [], field);
    }

    /// <summary>Reads what is named, in all shipments of a request.</summary>
    public static async Task<NamedPhotos> ReadAsync(
        LogisticsDb db, IEnumerable<Guid> shipmentIds, IEnumerable<IReadOnlyList<Guid>?> named, CancellationToken ct)
    {
        Guid[] ids = [.. named.SelectMany(photoIds => photoIds ?? [])];
        if (ids.Length == 0)
        {
            return new([]);
        }

        Guid[] of = [.. shipmentIds];
        var found = await db.Photos.AsNoTracking()
            .Where(photo => ids.Contains(photo.PhotoId) && of.Contains(photo.ShipmentId) && photo.By == CustodyHolder.Buyer
                && photo.WithdrawnAt == null)
            .Select(photo => new { photo.ShipmentId, photo.PhotoId }).ToListAsync(ct);
        return new([.. found.Select(photo => (photo.ShipmentId, photo.PhotoId))]);
    }

    /// <summary>What was named of a shipment; nothing when nothing was.</summary>
    /// <exception cref="InvalidRequestException">One of them is no photograph of the buyer's of this shipment.</exception>
    public IReadOnlyList<Guid> Of(Guid shipmentId, IReadOnlyList<Guid>? photoIds, string field)
    {
        foreach (var photoId in photoIds ?? [])
        {
            if (!_known.Contains((shipmentId, photoId)))
            {
                throw new InvalidRequestException(
                    "photo_unknown",
                    field,
                    $"采购方对此发货单没有照片 {photoId}，或已撤回；请先上传照片，或去掉此编号。",
                    $"The buyer has sent no photograph {photoId} of this shipment, or has withdrawn it; "
                    + "send it first, or leave the id out.");
            }
        }

        return photoIds ?? [];
    }
}
