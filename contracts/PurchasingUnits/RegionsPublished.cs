namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>Regions as the registry knows them now, some hundreds a message.</summary>
/// <remarks>From PurchasingUnits, when regions are loaded or change. To Catalog, Ordering and Crediting (their own copy of the tree).</remarks>
public sealed record RegionsPublished
{
    public required IReadOnlyList<Region> Regions { get; init; }

    public sealed record Region
    {
        /// <summary>The stable id. It outlives renames and new codes.</summary>
        public required string RegionId { get; init; }

        /// <summary>Rises with each change of this region; a reader ignores what is not newer than what it has.</summary>
        public required long Version { get; init; }

        /// <summary>The GB/T 2260 code of the day; null for a functional zone, which has none.</summary>
        public string? Code { get; init; }

        public required string Name { get; init; }

        public required RegionLevel Level { get; init; }

        public required RegionPath Path { get; init; }
    }
}

/// <summary>The level of a region in the administrative tree.</summary>
public enum RegionLevel
{
    Province = 1,
    Prefecture = 2,
    County = 3,

    /// <summary>A development or cooperation zone: no code of its own, a host region as parent, and never a descendant for matching (CR-08).</summary>
    FunctionalZone = 4,
}
