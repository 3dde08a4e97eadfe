using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Photos;

/// <summary>
/// GET /logistics/shipments/{shipmentId}/photos: what was photographed by whom, in the order in which it was received; for those who see
/// the shipment, and of others' goods that pass through one's hands the own ones.
/// </summary>
public static class ListPhotos
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/{shipmentId:guid}/photos", HandleAsync)
        .WithName(nameof(ListPhotos)).WithSummary("查询照片 List photographs of a shipment").For(SeenPhotos.Readers);

    static async Task<Ok<Page<PhotoView>>> HandleAsync(
        Guid shipmentId, LogisticsDb db, Caller caller, [AsParameters] PageQuery page, CancellationToken ct)
    {
        await db.RequirePhotosSeenAsync(shipmentId, caller, ct);
        var photos = db.PhotosSeenBy(caller).AsNoTracking().Where(photo => photo.ShipmentId == shipmentId);
        if (Cursor.DecodeInstantAndId(page.After) is var (at, id))
        {
            photos = photos.Where(photo => photo.RecordedAt > at || (photo.RecordedAt == at && photo.PhotoId > id));
        }

        var found = await photos.OrderBy(photo => photo.RecordedAt).ThenBy(photo => photo.PhotoId).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, PhotoView.Of, last => Cursor.Encode(last.RecordedAt, last.PhotoId)));
    }
}
