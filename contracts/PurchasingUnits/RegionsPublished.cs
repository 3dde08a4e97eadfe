namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>Regions as the registry knows them now, some hundreds a message.</summary>
/// <remarks>
/// From PurchasingUnits, when regions are loaded or change. To Catalog, Ordering, Logistics, Crediting and Accounts (their
/// own copy of the tree).
/// </remarks>
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

        /// <summary>The first day on which it no longer exists, since it was merged or split; null while it does.</summary>
        public DateOnly? EndedOn { get; init; }

        /// <summary>Its codes and names over time, ordered by date; null when only the ones of the day are known.</summary>
        public IReadOnlyList<CodeVersion>? CodeVersions { get; init; }

        /// <summary>Since when and until when it is a former poverty county (832 脱贫县); null when it never was.</summary>
        public IReadOnlyList<Listing>? FormerPovertyCounty { get; init; }

        /// <summary>When this version was registered; null for versions of old.</summary>
        public DateTimeOffset? RegisteredAt { get; init; }

        /// <summary>WGS 84, in degrees, of its middle; null when not known, as <see cref="Latitude"/> is.</summary>
        public decimal? Longitude { get; init; }

        /// <inheritdoc cref="Longitude"/>
        public decimal? Latitude { get; init; }
    }

    /// <param name="Code">The GB/T 2260 code; null for a functional zone.</param>
    /// <param name="Name">The name.</param>
    /// <param name="ValidFrom">The first day.</param>
    /// <param name="ValidTo">The first day on which it no longer holds; null while it does.</param>
    public sealed record CodeVersion(string? Code, string Name, DateOnly ValidFrom, DateOnly? ValidTo);

    /// <param name="ValidFrom">The first day.</param>
    /// <param name="ValidTo">The first day on which it no longer holds; null while it does.</param>
    public sealed record Listing(DateOnly ValidFrom, DateOnly? ValidTo);
}

/// <summary>The level of a region in the administrative tree.</summary>
public enum RegionLevel
{
    Province = 1,
    Prefecture = 2,
    County = 3,

    /// <summary>
    /// A development or cooperation zone: no code of its own, a host region as parent, and never a descendant for matching (CR-08).
    /// </summary>
    FunctionalZone = 4,
}
