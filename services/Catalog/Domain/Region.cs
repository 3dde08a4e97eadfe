using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Catalog.Domain;

/// <summary>A region as this service has learned it from the registry.</summary>
public sealed class Region
{
    Region()
    {
    }

    public string Id { get; private init; } = "";

    /// <summary>The version that was learned last; older news is ignored.</summary>
    public long Version { get; private set; }

    /// <summary>The GB/T 2260 code of the day; null for a functional zone.</summary>
    public string? Code { get; private set; }

    public string Name { get; private set; } = "";

    public RegionLevel Level { get; private set; }

    /// <summary>The path as text, as databases search it.</summary>
    public string PathValue { get; private set; } = "";

    public RegionPath Path => new(PathValue);

    /// <summary>
    /// True for counties and for cities that have none below them, such as 东莞; a certificate names no place as large as a province
    /// and none without a code (CR-04).
    /// </summary>
    public bool CanBeOrigin => Level is RegionLevel.County or RegionLevel.Prefecture;

    /// <summary>A region heard of for the first time.</summary>
    public static Region New(string id, long version, string? code, string name, RegionLevel level, RegionPath path) =>
        new() { Id = id, Version = version, Code = code, Name = name, Level = level, PathValue = path.Value };

    /// <summary>Takes over newer news. True when what listings and suppliers tell of the region has changed.</summary>
    public bool Learn(long version, string? code, string name, RegionLevel level, RegionPath path)
    {
        if (version <= Version)
        {
            return false;
        }

        var isTold = name != Name || path != Path;
        (Version, Code, Name, Level, PathValue) = (version, code, name, level, path.Value);
        return isTold;
    }
}
