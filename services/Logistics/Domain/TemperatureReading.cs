namespace Marketplace.Logistics.Domain;

/// <summary>
/// What a logger (温度记录仪) measured at a moment. Written once: a logger that says something else of the same moment later is refused.
/// </summary>
public sealed class TemperatureReading
{
    public const int DeviceIdLength = 40;

    public required Guid ShipmentId { get; init; }

    /// <summary>The number of the logger.</summary>
    public required string DeviceId { get; init; }

    /// <summary>When it was measured, as the logger says.</summary>
    public required DateTimeOffset StatedAt { get; init; }

    /// <summary>Where the logger travels.</summary>
    public required TemperatureClass Class { get; init; }

    /// <summary>In hundredths of a °C.</summary>
    public required int Hundredths { get; init; }

    /// <summary>Which upload brought it, and so who said it and when.</summary>
    public required int UploadNumber { get; init; }

    public decimal Celsius => Hundredths / 100m;
}

/// <summary>Readings that came together: who sent them and when.</summary>
public sealed class ReadingUpload
{
    public required Guid ShipmentId { get; init; }

    /// <summary>Counts the uploads of a shipment from 1.</summary>
    public required int Number { get; init; }

    /// <summary>As what the sender has to do with the goods.</summary>
    public required CustodyHolder By { get; init; }

    /// <summary>The organisation that sent them.</summary>
    public required Guid SenderId { get; init; }

    /// <summary>The subject of the token.</summary>
    public required string RecordedBy { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }
}
