using System.Text.Json.Nodes;
using Marketplace.Logistics.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Epcis.Sources;

/// <summary>
/// Readings of loggers that came together, summarised by logger: least, greatest and mean, and an alarm for each breach that they have part
/// in. All readings one by one are at the shipment.
/// </summary>
sealed class ReadingEvents : IEventSource
{
    const int DevicesMax = 50;

    public async Task<IReadOnlyList<SourceRow>> ReadAsync(EventReading reading, EventPlace? after, int take, CancellationToken ct)
    {
        var owners = await reading.OwnersOfAsync(OwnEventKind.Readings, ct);
        var uploads = from upload in reading.Db.ReadingUploads.AsNoTracking()
                      join shipment in reading.Shipments on upload.ShipmentId equals shipment.ShipmentId
                      where owners == null || owners.Contains(upload.ShipmentId)
                      select new NumberedRow<ReadingUpload>
                      {
                          At = upload.RecordedAt,
                          Id = upload.ShipmentId,
                          Number = upload.Number,
                          Row = upload,
                      };
        var rows = await uploads.Oldest(reading, after, take).ToListAsync(ct);
        Guid[] ids = [.. rows.Select(row => row.Id).Distinct()];
        int[] numbers = [.. rows.Select(row => row.Number).Distinct()];
        var summaries = (await reading.Db.TemperatureReadings
                .Where(one => ids.Contains(one.ShipmentId) && numbers.Contains(one.UploadNumber))
                .GroupBy(one => new { one.ShipmentId, one.UploadNumber, one.DeviceId })
                .Select(group => new Summary(
                    group.Key.ShipmentId, group.Key.UploadNumber, group.Key.DeviceId, group.Count(), group.Min(one => one.Hundredths),
                    group.Max(one => one.Hundredths), group.Sum(one => (long)one.Hundredths), group.Min(one => one.StatedAt),
                    group.Max(one => one.StatedAt)))
                .ToListAsync(ct))
            .ToLookup(summary => (summary.ShipmentId, summary.UploadNumber));
        var shipments = await reading.WithLinesAsync(ids, ct);
        return
        [
            .. rows.Select(row => new SourceRow(
                new EventPlace(row.At, row.Id, row.Number),
                summaries[(row.Id, row.Number)].OrderBy(summary => summary.DeviceId, StringComparer.Ordinal).ToList() is [_, ..] found
                    ? [Of(reading, row.Row, shipments[row.Id], found).ToJson()]
                    : [])),
        ];
    }

    static OwnEvent Of(EventReading reading, ReadingUpload upload, Shipment shipment, IReadOnlyList<Summary> summaries) => new()
    {
        EventId = OwnEventId.Of(OwnEventKind.Readings, upload.ShipmentId, upload.Number),
        EventTime = summaries.Max(summary => summary.Until),
        RecordTime = upload.RecordedAt,
        BizStep = "sensor_reporting",
        Epcs = [reading.Ids.Of(NamedKind.Shipment, upload.ShipmentId)],
        Transactions = reading.PapersOf(shipment),
        Sources = [new TypedName("possessing_party", reading.Ids.Of(NamedKind.Party, upload.SenderId))],
        Sensors = new JsonArray([.. summaries.Take(DevicesMax).Select(summary => Element(reading.Ids, summary, shipment))]),
    };

    static JsonObject Element(EpcisIds ids, Summary summary, Shipment shipment)
    {
        var reports = new JsonArray(new JsonObject
        {
            ["type"] = "Temperature",
            ["minValue"] = summary.Least / 100m,
            ["maxValue"] = summary.Greatest / 100m,
            ["meanValue"] = decimal.Round(summary.Sum / 100m / summary.Count, 2),
            ["uom"] = "CEL",
        });
        foreach (var breach in (shipment.Temperature?.Breaches ?? []).Where(breach =>
            breach.DeviceId == summary.DeviceId && breach.From <= summary.Until && breach.Until >= summary.From))
        {
            reports.Add(new JsonObject
            {
                ["type"] = "Temperature",
                ["exception"] = "ALARM_CONDITION",
                ["time"] = OwnEvent.Time(breach.From),
                ["value"] = breach.PeakCelsius,
                ["uom"] = "CEL",
            });
        }

        return new JsonObject
        {
            ["sensorMetadata"] = new JsonObject
            {
                ["deviceID"] = ids.OfDevice(summary.DeviceId),
                ["startTime"] = OwnEvent.Time(summary.From),
                ["endTime"] = OwnEvent.Time(summary.Until),
            },
            ["sensorReport"] = reports,
        };
    }

    /// <summary>What a logger measured, in hundredths of a °C.</summary>
    sealed record Summary(
        Guid ShipmentId, int UploadNumber, string DeviceId, int Count, int Least, int Greatest, long Sum, DateTimeOffset From,
        DateTimeOffset Until);
}
