using System.Security.Cryptography;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Photos;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/photos?photoId=…&amp;subject=…. Whoever has goods in hand sends a photograph of them, also as a
/// device kept it while there was no network: its word, of which nothing follows. What was sent before changes nothing.
/// </summary>
public static partial class AddPhoto
{
    /// <summary>Most photographs of a shipment by one organisation, those that it has withdrawn included.</summary>
    public const int OfSenderMax = 30;

    const int LateDaysMax = 30;
    static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    /// <param name="PhotoId">Made by the device.</param>
    /// <param name="LineId">The line whose goods it shows; absent when it is of no certain one.</param>
    /// <param name="TakenAt">When it was taken, as the device says: at most 30 days ago.</param>
    /// <param name="Note">At most 200 characters for the others.</param>
    public sealed record Query(Guid PhotoId, Guid? LineId = null, DateTimeOffset? TakenAt = null, string? Note = null) : IChecked
    {
        public void Check(Checks check)
        {
            check.NewId(PhotoId, "photoId");
            check.TextOrNone(Note, "note", ShipmentPhoto.NoteLength);
        }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/photos", HandleAsync)
        .WithName(nameof(AddPhoto)).WithSummary("上传照片 Send a photograph of a shipment")
        .WithDescription("EXIF and whatever else cameras write beside a picture are removed before it is kept.")
        .TakesFile(PhotoFile.Jpeg, PhotoFile.Png, PhotoFile.Webp).TakesUpTo(PhotoFile.BytesMax)
        .For(SeenPhotos.Senders).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    /// <param name="subject">What it is of.</param>
    static async Task<Created<PhotoView>> HandleAsync(
        Guid shipmentId, PhotoSubject subject, [AsParameters] Query query, HttpRequest request, LogisticsDb db, Caller caller,
        TimeProvider clock, ILogger<ShipmentPhoto> logger, CancellationToken ct)
    {
        if (!await db.HandledBy(caller, [shipmentId]).AnyAsync(ct))
        {
            throw Refusals.NotFound(shipmentId);
        }

        var file = PhotoFile.Read(await ReadAsync(request, ct));
        await db.LockAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.IgnoreQueryFilters().AsNoTracking().Include(known => known.Lines)
            .SingleAsync(known => known.ShipmentId == shipmentId, ct);
        var photo = Of(shipment, subject, query, file, caller, clock.NowToTheMillisecond());
        if (await db.Photos.AsNoTracking().SingleOrDefaultAsync(known => known.PhotoId == query.PhotoId, ct) is { } before)
        {
            return before.Says(photo) ? Created(before) : throw TakenId.Refusal("photoId");
        }

        await RequireRoomAsync(db, photo, ct);
        db.Add(photo);
        db.Add(new PhotoContent { PhotoId = photo.PhotoId, Content = file.Content });
        await db.SaveChangesAsync(ct);
        Added(logger, photo.PhotoId, shipmentId, photo.Subject, photo.By, photo.Bytes);
        return Created(photo);
    }

    static Created<PhotoView> Created(ShipmentPhoto photo) =>
        TypedResults.Created($"/logistics/photos/{photo.PhotoId}", PhotoView.Of(photo));

    static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        await using var upload = await UploadedFile.ReadAsync(request, ct);
        var sent = new byte[upload.Content.Length];
        await upload.Content.ReadExactlyAsync(sent, ct);
        return sent;
    }

    static ShipmentPhoto Of(
        Shipment shipment, PhotoSubject subject, Query query, PhotoFile file, Caller caller, DateTimeOffset now)
    {
        var line = query.LineId is { } lineId
            ? shipment.Lines.FirstOrDefault(known => known.LineId == lineId) ?? throw new InvalidRequestException(
                "line_unknown", "lineId", $"此发货单没有明细 {lineId}，请核对。", $"This shipment has no line {lineId}; check the id.")
            : null;
        if (query.TakenAt is { } taken && (taken > now + AheadMax || taken < now.AddDays(-LateDaysMax)))
        {
            throw new InvalidRequestException(
                "time_out_of_range",
                "takenAt",
                $"拍摄时间须在最近 {LateDaysMax} 天之内，且不晚于现在；请校准设备时间，或不填此项。",
                $"A photograph was taken within the last {LateDaysMax} days, and not later than now; set the clock of the device right, "
                + "or leave this out.");
        }

        return new ShipmentPhoto
        {
            PhotoId = query.PhotoId,
            ShipmentId = shipment.ShipmentId,
            Subject = subject,
            LineId = line?.LineId,
            LineNumber = line?.LineNumber,
            By = HandledShipments.HolderOf(caller),
            SenderId = caller.Org!.Value,
            TakenAt = query.TakenAt is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) : null,
            RecordedAt = now,
            RecordedBy = caller.Subject,
            Note = query.Note,
            Format = file.Format,
            Width = file.Width,
            Height = file.Height,
            Bytes = file.Content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Content)),
        };
    }

    /// <exception cref="RuleBrokenException">Its sender has sent as many as are taken.</exception>
    static async Task RequireRoomAsync(LogisticsDb db, ShipmentPhoto photo, CancellationToken ct)
    {
        var own = db.Photos.Where(known => known.ShipmentId == photo.ShipmentId && known.SenderId == photo.SenderId);
        if (await own.CountAsync(ct) >= OfSenderMax)
        {
            throw new RuleBrokenException(
                "too_many_photos",
                $"每个机构对一张发货单最多上传 {OfSenderMax} 张照片（含已撤回的）；请挑选最能说明情况的。",
                $"An organisation sends at most {OfSenderMax} photographs of a shipment, those withdrawn included; "
                + "choose those that show it best.");
        }
    }

    [LoggerMessage(LogLevel.Information, "Photograph {PhotoId} of shipment {ShipmentId}: {Subject} by the {Side}, {Bytes} bytes")]
    static partial void Added(ILogger logger, Guid photoId, Guid shipmentId, PhotoSubject subject, CustodyHolder side, int bytes);
}
