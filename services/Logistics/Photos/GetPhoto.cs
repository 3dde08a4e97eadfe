using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;

namespace Marketplace.Logistics.Photos;

/// <summary>GET /logistics/photos/{photoId}: the picture. People may be on it, so it goes on record who else looks at it.</summary>
public static class GetPhoto
{
    public static void Map(RouteGroupBuilder photos) => photos.MapGet("/{photoId:guid}", HandleAsync)
        .WithName(nameof(GetPhoto)).WithSummary("查看照片 A photograph")
        .WithDescription("Its ETag is its SHA-256.")
        .AnswersFileAs(PhotoFile.Jpeg, PhotoFile.Png, PhotoFile.Webp)
        .AnswersEtag()
        .For(SeenPhotos.Readers).RecordsAccess<LogisticsDb>("photo", DataClass.Person);

    static async Task<FileContentHttpResult> HandleAsync(
        Guid photoId, LogisticsDb db, Caller caller, HttpResponse response, ReadAccess access, CancellationToken ct)
    {
        var photo = await db.PhotosSeenBy(caller).AsNoTracking().SingleOrDefaultAsync(known => known.PhotoId == photoId, ct)
            ?? throw SeenPhotos.NoPhoto(photoId);
        var content = await db.PhotoContents.AsNoTracking().SingleOrDefaultAsync(known => known.PhotoId == photoId, ct)
            ?? throw Gone(photo);
        var shipment = await db.Shipments.IgnoreQueryFilters().AsNoTracking()
            .SingleAsync(known => known.ShipmentId == photo.ShipmentId, ct);
        access.Of(photoId, [.. shipment.Parties, photo.SenderId]);
        // Asked for again each time, since it may be withdrawn meanwhile.
        response.Headers.CacheControl = "private, no-cache";
        response.Headers.ContentDisposition = $"inline; filename=\"{photoId}.{PhotoFile.EndingOf(photo.Format)}\"";
        return TypedResults.Bytes(
            content.Content, PhotoFile.TypeOf(photo.Format), entityTag: new EntityTagHeaderValue($"\"{photo.Sha256}\""));
    }

    static NotFoundException Gone(ShipmentPhoto photo) => photo.WithdrawnAt is { } at
        ? new(
            "photo_withdrawn",
            $"此照片已于 {BusinessDay.Text(at)}（北京时间）由上传方撤回：{photo.WithdrawalReason}",
            $"Its sender has withdrawn this photograph at {BusinessDay.Text(at)} (UTC+8): {photo.WithdrawalReason}")
        : new(
            "photo_forgotten",
            "此照片已满保存期限，图像已删除；哈希值和记录仍在。",
            "This photograph was kept for as long as such are, and is deleted; its hash and its record stay.");
}
