using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/readings/imports?deviceId=… → ColdChainPublished. The file that a logger was read out to. Each
/// row is taken or refused by itself, as if it had been sent alone.
/// </summary>
public static class ImportReadings
{
    const int FaultsMax = 1_000;

    static readonly TableLimits Limits = new() { RowsMax = TakeReadings.ReadingsMax };

    static readonly IReadOnlyList<Heading> Headings =
    [
        Heading.Optional("deviceId", "设备编号", "deviceId", "记录仪", "记录仪编号", "设备", "device", "logger", "serial number"),
        Heading.Required("statedAt", "时间", "statedAt", "记录时间", "测量时间", "采集时间", "time", "datetime", "date/time", "timestamp"),
        Heading.Required(
            "celsius", "温度", "celsius", "温度(℃)", "温度（℃）", "温度(°C)", "温度℃", "temperature", "temperature(°C)", "temperature (°C)", "temp"),
        Heading.Optional("class", "温区", "class"),
    ];

    static readonly IReadOnlyDictionary<string, TemperatureClass> Classes = new Dictionary<string, TemperatureClass>
    {
        ["冷藏"] = TemperatureClass.Chilled,
        ["Chilled"] = TemperatureClass.Chilled,
        ["冷冻"] = TemperatureClass.Frozen,
        ["Frozen"] = TemperatureClass.Frozen,
    };

    /// <summary>As loggers write times: without an offset they are those of Beijing.</summary>
    static readonly string[] TimeFormats =
    [
        "yyyy-M-d H:mm:ss", "yyyy-M-d H:mm", "yyyy/M/d H:mm:ss", "yyyy/M/d H:mm", "yyyy.M.d H:mm:ss", "yyyy-M-d'T'H:mm:ss",
        "yyyy-M-d'T'H:mm",
    ];

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/readings/imports", HandleAsync)
        .WithName(nameof(ImportReadings)).WithSummary("导入温度记录 Import the file of a logger")
        .WithDescription("CSV (UTF-8 or GBK), XLSX or XLS with the columns 时间 (time) and 温度 (temperature), and 设备编号 (device) unless "
            + "deviceId names the logger of the whole file; or a form (multipart/form-data) with such a file. Times without an offset are "
            + "those of Beijing. At most 5,000 rows.")
        .TakesFile(TableReader.ContentTypes)
        .TakesUpTo(TableLimits.DirectBytesMax)
        .For(Roles.Carrier, Roles.Supplier, Roles.Purchaser, Roles.Keeper).Decided(DecidedBy.Organisation).IsExpensive()
        .RequireIdempotencyKey<LogisticsDb>();

    /// <param name="deviceId">The logger of rows that name none.</param>
    static async Task<Ok<ReadingsTaken>> HandleAsync(
        Guid shipmentId, HttpRequest request, TakeReadings take, CancellationToken ct, string? deviceId = null)
    {
        await take.RequireHandledAsync(shipmentId, ct);
        var faults = new TableFaults(FaultsMax);
        await using var upload = await UploadedFile.ReadAsync(request, ct);
        List<ReadingRow> rows = [];
        var seen = false;
        await foreach (var row in TableReader.StreamAsync(upload.Content, Headings, faults, Limits, ct))
        {
            seen = true;
            if (Read(row, deviceId) is { } reading)
            {
                rows.Add(reading);
            }
        }

        // What is wrong with the file as a whole, such as a column that is missing, is no matter of single rows.
        if (faults.All.FirstOrDefault(fault => fault.Row is null || !seen) is { } unread)
        {
            throw new InvalidRequestException(unread.Code, unread.Column ?? "$", unread.Zh, unread.En);
        }

        var taken = await take.OfAsync(shipmentId, rows, ct);
        return TypedResults.Ok(taken with
        {
            Refused =
            [
                .. taken.Refused.Concat(faults.All.Select(fault => new RefusedReading
                {
                    Row = fault.Row!.Value, Code = fault.Code, Field = fault.Column, Zh = fault.Zh, En = fault.En,
                })).OrderBy(refused => refused.Row),
            ],
        });
    }

    /// <summary>What a row says; null when a cell can't be read, which is noted at it.</summary>
    static ReadingRow? Read(TableRow row, string? deviceId)
    {
        var device = row.OptionalIdentifier("deviceId", TemperatureReading.DeviceIdLength) ?? deviceId;
        if (string.IsNullOrWhiteSpace(device))
        {
            row.Fault(
                "deviceId", "device_missing", "未填写设备编号；请加上该列，或用 deviceId 注明整个文件的记录仪。",
                "No logger is named; add the column, or name the logger of the whole file as deviceId.");
        }

        var time = row.RequiredVerbatim("statedAt");
        var statedAt = TimeOf(time);
        if (statedAt is null && time.Length > 0)
        {
            row.Fault(
                "statedAt", "not_a_time", $"“{time}”不是时间；请写成 2026-11-20 09:30:00。", $"\"{time}\" is no time; write 2026-11-20 09:30:00.");
        }

        var celsius = CelsiusOf(row);
        var kept = row.HasColumn("class") && row.Has("class") ? row.Choice("class", Classes) : (TemperatureClass?)null;
        return row.IsSound ? new ReadingRow(row.Number, device!, statedAt!.Value, celsius, kept) : null;
    }

    static decimal CelsiusOf(TableRow row)
    {
        var text = LenientFormats.Plain(row.RequiredVerbatim("celsius")).Replace("°C", "", StringComparison.OrdinalIgnoreCase)
            .Replace("℃", "", StringComparison.Ordinal).Replace('−', '-').Trim();
        if (text.Length == 0 || LenientFormats.Number(text, out var celsius))
        {
            return text.Length == 0 ? 0 : decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);
        }

        row.Fault("celsius", "not_a_number", $"“{text}”不是温度。", $"\"{text}\" is no temperature.");
        return celsius;
    }

    static DateTimeOffset? TimeOf(string text) =>
        DateTime.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var local)
            ? BusinessDay.StartOf(DateOnly.FromDateTime(local)) + local.TimeOfDay
        : DateTimeOffset.TryParseExact(
            text, "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
        : null;
}
