namespace Marketplace.Logistics.Domain;

/// <summary>Where a dock of a unit is, as the registry last published it.</summary>
public sealed class DockSite
{
    public required Guid DockId { get; init; }

    /// <summary>The version that is kept; older ones are ignored.</summary>
    public required long Version { get; init; }

    /// <summary>A county, a city without counties or a functional zone.</summary>
    public required string RegionId { get; init; }

    /// <summary>WGS 84; null when not known, as <see cref="LatitudeMicroDegrees"/> is, and once it is forgotten.</summary>
    public int? LongitudeMicroDegrees { get; init; }

    /// <inheritdoc cref="LongitudeMicroDegrees"/>
    public int? LatitudeMicroDegrees { get; init; }

    /// <summary>Whom a driver asks for; null when none was named, and once it is forgotten.</summary>
    public string? ContactPost { get; init; }
}
