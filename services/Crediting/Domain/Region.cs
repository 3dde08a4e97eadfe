using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Domain;

/// <summary>A version of a region as the registry told it, for the names and codes in reports.</summary>
public sealed class Region
{
    public required string RegionId { get; init; }

    public required long Version { get; init; }

    /// <summary>The GB/T 2260 code of the day; null for a functional zone.</summary>
    public string? Code { get; init; }

    public required string Name { get; init; }

    public required RegionLevel Level { get; init; }

    public required string Path { get; init; }

    /// <summary>Its codes and names over time; empty when only those of the day are known.</summary>
    public IReadOnlyList<RegionName> CodeVersions { get; init; } = [];

    /// <summary>When it was on the 832 list.</summary>
    public IReadOnlyList<ListingPeriod> FormerPovertyCounty { get; init; } = [];

    public DateTimeOffset LearnedAt { get; init; }

    /// <summary>False once a newer version is known.</summary>
    public bool IsCurrent { get; private set; } = true;

    public void Supersede() => IsCurrent = false;

    /// <summary>Code and name at the end of a period: a series goes on under the name of its end (CR-20).</summary>
    public (string? Code, string Name) On(DateOnly day)
    {
        var then = CodeVersions.LastOrDefault(
            regionName => regionName.ValidFrom <= day && (regionName.ValidTo is null || day < regionName.ValidTo));
        return then is null ? (Code, Name) : (then.Code, then.Name);
    }

    public bool IsFormerPovertyCountyOn(DateOnly day) =>
        FormerPovertyCounty.Any(period => period.ValidFrom <= day && (period.ValidTo is null || day < period.ValidTo));

    public RegionPath RegionPath => new(Path);
}

/// <summary>Code and name of a region in a period.</summary>
/// <param name="Code">The GB/T 2260 code; null for a functional zone.</param>
/// <param name="Name">The name.</param>
/// <param name="ValidFrom">The first day.</param>
/// <param name="ValidTo">The first day on which it no longer holds; null while it does.</param>
public sealed record RegionName(string? Code, string Name, DateOnly ValidFrom, DateOnly? ValidTo);

/// <summary>A period on the 832 list.</summary>
/// <param name="ValidFrom">The first day.</param>
/// <param name="ValidTo">The first day on which it no longer holds; null while it does.</param>
public sealed record ListingPeriod(DateOnly ValidFrom, DateOnly? ValidTo);
