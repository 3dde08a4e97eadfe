namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>A dock (收货点) of a unit as the registry knows it now: sent when it is registered and whenever it changes or ends.</summary>
/// <remarks>From PurchasingUnits. To Ordering (where and when a unit takes in goods) and Logistics (where lorries go).</remarks>
public sealed record DockPublished
{
    public required Guid DockId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    /// <summary>Whose dock it is.</summary>
    public required Guid UnitId { get; init; }

    public required string Name { get; init; }

    /// <summary>A county, a city without counties or a functional zone.</summary>
    public required string RegionId { get; init; }

    /// <summary>Null once it is forgotten, long after the end of the dock.</summary>
    public string? Address { get; init; }

    /// <summary>WGS 84, in degrees; null when not known, as <see cref="Longitude"/> is, and once it is forgotten.</summary>
    public decimal? Latitude { get; init; }

    /// <inheritdoc cref="Latitude"/>
    public decimal? Longitude { get; init; }

    /// <summary>Whom a driver asks for there: a post (岗位), not a person. Null when none was named, and once it is forgotten.</summary>
    public string? ContactPost { get; init; }

    /// <summary>By weekday and time, without overlap; it is closed outside of them.</summary>
    public required IReadOnlyList<ReceivingHours> Hours { get; init; }

    /// <summary>The payload of the largest vehicle that it can unload, in kilograms; null when not limited.</summary>
    public int? VehicleKgMax { get; init; }

    public required bool HasColdStore { get; init; }

    public required DateOnly ValidFrom { get; init; }

    /// <summary>First day on which it no longer takes in goods; null while it does.</summary>
    public DateOnly? ValidTo { get; init; }
}
