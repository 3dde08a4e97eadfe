using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.ColdChain;

/// <summary>
/// Takes in readings of loggers, however they were sent → ColdChainPublished, when they show a breach that was not known. Each is taken or
/// refused by itself, and the same again is taken once.
/// </summary>
sealed partial class TakeReadings(LogisticsDb db, Caller caller, TimeProvider clock, ILogger<TakeReadings> logger)
{
    /// <summary>Most readings of one call.</summary>
    public const int ReadingsMax = 5_000;

    /// <summary>No goods travel colder.</summary>
    public const decimal CelsiusMin = -60;

    /// <summary>Nor hotter.</summary>
    public const decimal CelsiusMax = 80;

    /// <summary>Most readings of a shipment: two weeks of ten loggers that measure every five minutes.</summary>
    const int OfShipmentMax = 40_000;

    /// <summary>Refuses whoever has nothing to do with the goods.</summary>
    /// <exception cref="NotFoundException">There is no such shipment for the caller.</exception>
    public async Task RequireHandledAsync(Guid shipmentId, CancellationToken ct)
    {
        if (!await db.HandledBy(caller, [shipmentId]).AnyAsync(ct))
        {
            throw Refusals.NotFound(shipmentId);
        }
    }

    /// <summary>Takes them in and saves.</summary>
    /// <param name="shipmentId">Whose goods the loggers travelled with.</param>
    /// <param name="rows">What was sent, in the order in which it was.</param>
    /// <exception cref="NotFoundException">The caller has nothing to do with such a shipment.</exception>
    /// <exception cref="RuleBrokenException">No readings are taken for it.</exception>
    public async Task<ReadingsTaken> OfAsync(Guid shipmentId, IReadOnlyList<ReadingRow> rows, CancellationToken ct)
    {
        await RequireHandledAsync(shipmentId, ct);
        await db.LockAsync<Shipment>([shipmentId], ct);
        var now = clock.NowToTheMillisecond();
        var shipment = await db.Shipments.IgnoreQueryFilters().Include(known => known.Lines).Include(known => known.Disputes)
            .AsSplitQuery().SingleAsync(known => known.ShipmentId == shipmentId, ct);
        var control = shipment.RequireReadable(now);
        var all = await db.TemperatureReadings.AsNoTracking().Where(known => known.ShipmentId == shipmentId).ToListAsync(ct);
        var before = all.ToDictionary(KeyOf);
        var (known, refused) = (0, new List<RefusedReading>());
        var news = new List<TemperatureReading>();
        for (var i = 0; i < rows.Count; i++)
        {
            try
            {
                if (Read(shipment, control, rows[i], before, now) is not { } reading)
                {
                    known++;
                    continue;
                }

                if (before.Count == OfShipmentMax)
                {
                    throw new RuleBrokenException(
                        "too_many_readings", $"一张发货单最多接收 {OfShipmentMax} 条读数。", $"A shipment has at most {OfShipmentMax} readings.");
                }

                before.Add(KeyOf(reading), reading);
                news.Add(reading);
            }
            catch (RefusalException refusal)
            {
                refused.Add(RefusedReading.Of(rows[i].Row, refusal));
            }
        }

        if (news.Count > 0)
        {
            await SaveAsync(shipment, news, before.Values, now, ct);
        }

        return new ReadingsTaken
        {
            ShipmentId = shipmentId,
            Recorded = news.Count,
            Known = known,
            Refused = refused,
            State = ColdChainView.StateOf(shipment.Temperature!),
            BreachCount = shipment.Temperature!.BreachCount,
        };
    }

    async Task SaveAsync(
        Shipment shipment, List<TemperatureReading> news, IReadOnlyCollection<TemperatureReading> all, DateTimeOffset now,
        CancellationToken ct)
    {
        db.Add(new ReadingUpload
        {
            ShipmentId = shipment.ShipmentId,
            Number = shipment.Temperature!.Uploads + 1,
            By = HandledShipments.HolderOf(caller),
            SenderId = caller.Org!.Value,
            RecordedBy = caller.Subject,
            RecordedAt = now,
        });
        db.AddRange(news);
        if (shipment.TakeReadings(all, now))
        {
            db.Publish(shipment.ToColdChainMessage()!);
            Breached(logger, shipment.ShipmentId, shipment.Temperature.BreachCount);
        }

        await db.SaveChangesAsync(ct);
    }

    /// <summary>The reading; null when it is known already.</summary>
    /// <exception cref="RefusalException">It does not count, or the logger has said something else of that moment.</exception>
    static TemperatureReading? Read(
        Shipment shipment, TemperatureControl control, ReadingRow row,
        Dictionary<(string DeviceId, DateTimeOffset StatedAt), TemperatureReading> before, DateTimeOffset now)
    {
        var checks = new Checks();
        checks.Text(row.DeviceId, "deviceId", TemperatureReading.DeviceIdLength);
        checks.Range(row.Celsius, CelsiusMin, CelsiusMax, "celsius");
        if (checks.Faults is [var fault, ..])
        {
            throw new InvalidRequestException(fault.Code, fault.Field, fault.Zh, fault.En);
        }

        shipment.RequireOnTheWay(row.StatedAt, now);
        var reading = new TemperatureReading
        {
            ShipmentId = shipment.ShipmentId,
            DeviceId = row.DeviceId.Trim(),
            StatedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.StatedAt.ToUnixTimeMilliseconds()),
            Class = ClassOf(control, row.Class),
            Hundredths = (int)decimal.Round(row.Celsius * 100, MidpointRounding.AwayFromZero),
            UploadNumber = control.Uploads + 1,
        };
        if (before.GetValueOrDefault(KeyOf(reading)) is not { } same)
        {
            return reading;
        }

        return (same.Hundredths, same.Class) == (reading.Hundredths, reading.Class)
            ? null
            : throw new RuleBrokenException(
                "reading_differs",
                $"记录仪 {same.DeviceId} 在这一时间已登记为 {same.Celsius} ℃，不能改为 {reading.Celsius} ℃。",
                $"The logger {same.DeviceId} has said {same.Celsius} °C of this moment; it can't say {reading.Celsius} °C as well.",
                "celsius");
    }

    /// <summary>Where the logger travels: with the only class that there is, or as was said.</summary>
    static TemperatureClass ClassOf(TemperatureControl control, TemperatureClass? said)
    {
        TemperatureClass[] there = [.. control.Goods.Select(goods => goods.Limits.Class).Distinct()];
        return said is { } named
            ? there.Contains(named) ? named : throw new InvalidRequestException(
                "class_not_carried", "class", "此发货单没有该温区的货物。", "The shipment has no goods of this class.")
            : there is [var only] ? only : throw new InvalidRequestException(
                "class_missing", "class", "此发货单既有冷藏又有冷冻货物，请注明温区。",
                "The shipment has chilled and frozen goods; say with which the logger travelled.");
    }

    static (string DeviceId, DateTimeOffset StatedAt) KeyOf(TemperatureReading reading) => (reading.DeviceId, reading.StatedAt);

    [LoggerMessage(LogLevel.Warning, "The cold chain of shipment {ShipmentId} was broken; its readings show {Breaches} breaches")]
    static partial void Breached(ILogger logger, Guid shipmentId, int breaches);
}

/// <summary>A reading as it was sent.</summary>
/// <param name="Row">Where it stands in what was sent: the index of an item, or the row of a file.</param>
/// <param name="DeviceId">The number of the logger.</param>
/// <param name="StatedAt">When it was measured, as the logger says.</param>
/// <param name="Celsius">In °C.</param>
/// <param name="Class">Where the logger travels; null where goods of one class are carried.</param>
sealed record ReadingRow(int Row, string DeviceId, DateTimeOffset StatedAt, decimal Celsius, TemperatureClass? Class);

/// <summary>What became of readings.</summary>
public sealed record ReadingsTaken
{
    public required Guid ShipmentId { get; init; }

    /// <summary>How many are new.</summary>
    public required int Recorded { get; init; }

    /// <summary>How many were there already and say the same.</summary>
    public required int Known { get; init; }

    /// <summary>Which were not taken, and why.</summary>
    public required IReadOnlyList<RefusedReading> Refused { get; init; }

    /// <summary>What all readings of the shipment say by now.</summary>
    public required ColdChainState State { get; init; }

    public required int BreachCount { get; init; }
}

/// <summary>A reading that was not taken.</summary>
public sealed record RefusedReading
{
    /// <summary>Where it stands in what was sent: the index of an item, or the row of a file.</summary>
    public required int Row { get; init; }

    public required string Code { get; init; }

    /// <summary>Which value; absent when no single one is wrong.</summary>
    public string? Field { get; init; }

    public required string Zh { get; init; }

    public required string En { get; init; }

    internal static RefusedReading Of(int row, RefusalException refusal) => new()
    {
        Row = row,
        Code = refusal.Code,
        Field = refusal.Field,
        Zh = refusal.Zh,
        En = refusal.En,
    };
}
