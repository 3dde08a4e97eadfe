using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Photos;

/// <summary>
/// POST /logistics/photos/{photoId}/withdrawal. Its sender takes a photograph back, as long as nobody has acted upon it: the picture goes,
/// the row with hash and reason stays.
/// </summary>
public static partial class WithdrawPhoto
{
    public sealed record Request : IChecked
    {
        /// <summary>1 to 200 characters for the others.</summary>
        public required string Reason { get; init; }

        public void Check(Checks check) => check.Text(Reason, "reason", ShipmentPhoto.ReasonLength);
    }

    public static void Map(RouteGroupBuilder photos) => photos.MapPost("/{photoId:guid}/withdrawal", HandleAsync)
        .WithName(nameof(WithdrawPhoto)).WithSummary("撤回照片 Withdraw a photograph")
        .For(SeenPhotos.Senders).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<PhotoView>> HandleAsync(
        Guid photoId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<ShipmentPhoto> logger,
        CancellationToken ct)
    {
        var shipmentId = await db.PhotosSeenBy(caller).Where(known => known.PhotoId == photoId)
            .Select(known => (Guid?)known.ShipmentId).SingleOrDefaultAsync(ct) ?? throw SeenPhotos.NoPhoto(photoId);
        await db.LockAsync<Shipment>([shipmentId], ct);
        var photo = await db.Photos.SingleAsync(known => known.PhotoId == photoId, ct);
        if (!photo.IsOf(caller))
        {
            throw Refusals.NotYours();
        }

        var shipment = await db.Shipments.IgnoreQueryFilters().AsNoTracking().Include(known => known.Disputes)
            .SingleAsync(known => known.ShipmentId == shipmentId, ct);
        var answered = await db.Returns.AsNoTracking()
            .Where(claim => claim.ShipmentId == shipmentId && claim.State != ReturnState.Requested).ToListAsync(ct);
        photo.Withdraw(
            shipment, answered.Exists(claim => claim.PhotoIds.Contains(photoId)), request.Reason, caller.Subject,
            clock.NowToTheMillisecond());
        await db.PhotoContents.Where(known => known.PhotoId == photoId).ExecuteDeleteAsync(ct);
        await db.SaveChangesAsync(ct);
        Withdrawn(logger, photoId, shipmentId);
        return TypedResults.Ok(PhotoView.Of(photo));
    }

    [LoggerMessage(LogLevel.Information, "Photograph {PhotoId} of shipment {ShipmentId} was withdrawn")]
    static partial void Withdrawn(ILogger logger, Guid photoId, Guid shipmentId);
}
