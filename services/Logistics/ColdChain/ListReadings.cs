using System.Globalization;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.ColdChain;

/// <summary>GET /logistics/shipments/{shipmentId}/readings: by logger, and by time within it; by those who see the shipment.</summary>
public static class ListReadings
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/{shipmentId:guid}/readings", HandleAsync)
        .WithName(nameof(ListReadings)).WithSummary("查询温度读数 List temperatures of a shipment").For(Refusals.Readers);

    static async Task<Ok<Page<ReadingView>>> HandleAsync(
        Guid shipmentId, LogisticsDb db, [AsParameters] PageQuery page, CancellationToken ct, string? deviceId = null)
    {
        if (!await db.Shipments.AnyAsync(known => known.ShipmentId == shipmentId, ct))
        {
            throw Refusals.NotFound(shipmentId);
        }

        var readings = db.TemperatureReadings.AsNoTracking().Where(reading => reading.ShipmentId == shipmentId);
        if (deviceId is not null)
        {
            readings = readings.Where(reading => reading.DeviceId == deviceId);
        }

        if (Cursor.Decode(page.After, 2) is [var device, var instant])
        {
            var at = Cursor.Instant(instant);
            readings = readings.Where(reading => reading.DeviceId.CompareTo(device) > 0
                || (reading.DeviceId == device && reading.StatedAt > at));
        }

        var found = await readings.OrderBy(reading => reading.DeviceId).ThenBy(reading => reading.StatedAt).Take(page.Size + 1)
            .Join(
                db.ReadingUploads, reading => new { reading.ShipmentId, Number = reading.UploadNumber },
                upload => new { upload.ShipmentId, upload.Number }, (reading, upload) => new { Reading = reading, Upload = upload })
            .OrderBy(row => row.Reading.DeviceId).ThenBy(row => row.Reading.StatedAt).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found,
            page.Size,
            row => new ReadingView
            {
                DeviceId = row.Reading.DeviceId,
                StatedAt = row.Reading.StatedAt,
                Celsius = row.Reading.Celsius,
                Class = row.Reading.Class,
                By = row.Upload.By,
                SenderId = row.Upload.SenderId,
                RecordedAt = row.Upload.RecordedAt,
            },
            row => Cursor.Encode(
                row.Reading.DeviceId, row.Reading.StatedAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>What a logger measured, and who sent it.</summary>
    public sealed record ReadingView
    {
        public required string DeviceId { get; init; }

        /// <summary>When it was measured, as the logger says.</summary>
        public required DateTimeOffset StatedAt { get; init; }

        /// <summary>In °C.</summary>
        public required decimal Celsius { get; init; }

        public required TemperatureClass Class { get; init; }

        /// <summary>As what the sender had to do with the goods.</summary>
        public required CustodyHolder By { get; init; }

        /// <summary>The organisation that sent it.</summary>
        public required Guid SenderId { get; init; }

        public required DateTimeOffset RecordedAt { get; init; }
    }
}
