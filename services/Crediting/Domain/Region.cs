using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Domain;

/// <summary>A region as the registry knows it now, for the names and codes in reports.</summary>
public sealed class Region
{
    public required string RegionId { get; init; }

    public long Version { get; private set; }

    /// <summary>The GB/T 2260 code of the day; null for a functional zone.</summary>
    public string? Code { get; private set; }

    public string Name { get; private set; } = "";

    public RegionLevel Level { get; private set; }

    public string Path { get; private set; } = "";

    /// <summary>Takes over what a version of the registry says, unless it is older than what is known.</summary>
    public void Learn(long version, string? code, string name, RegionLevel level, string path)
    {
        if (version <= Version)
        {
            return;
        }

        Version = version;
        Code = code;
        Name = name;
        Level = level;
        Path = path;
    }
}
