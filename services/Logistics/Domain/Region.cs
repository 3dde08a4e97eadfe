namespace Marketplace.Logistics.Domain;

/// <summary>A region as the registry last published it.</summary>
public sealed class Region
{
    public required string Id { get; init; }

    /// <summary>The version that is kept; older ones are ignored.</summary>
    public required long Version { get; init; }

    /// <summary>The GB/T 2260 code of the day; null for a functional zone.</summary>
    public string? Code { get; init; }

    public required string Name { get; init; }

    /// <summary>The first day on which it no longer exists; null while it does.</summary>
    public DateOnly? EndedOn { get; init; }

    /// <summary>With its ancestors, such as "/510000/513400/513430/".</summary>
    public required string PathValue { get; init; }

    /// <summary>WGS 84, of its middle; null when not known, as <see cref="LatitudeMicroDegrees"/> is.</summary>
    public int? LongitudeMicroDegrees { get; init; }

    /// <inheritdoc cref="LongitudeMicroDegrees"/>
    public int? LatitudeMicroDegrees { get; init; }
}
