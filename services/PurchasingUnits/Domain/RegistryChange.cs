namespace Marketplace.PurchasingUnits.Domain;

/// <summary>A change of the registry, for the audit trail: only added, never changed.</summary>
public sealed class RegistryChange
{
    /// <summary>Given by the database.</summary>
    public long Number { get; private init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The subject of the caller's token; "system" for what the service did by itself.</summary>
    public required string By { get; init; }

    public required RegistryKind Kind { get; init; }

    public required string ObjectId { get; init; }

    /// <summary>The version that the change made.</summary>
    public required long Version { get; init; }

    public string? Document { get; init; }

    /// <summary>The paths of the regions that it concerns, blank between them: officials of these see it.</summary>
    public required string RegionPaths { get; init; }

    /// <summary>The thing as people saw it before, as JSON; null when it is new.</summary>
    public string? Before { get; init; }

    /// <summary>The thing as people see it after, as JSON.</summary>
    public required string After { get; init; }
}

/// <summary>What the registry keeps.</summary>
public enum RegistryKind
{
    Region = 1,
    Unit = 2,
    Facilitator = 3,
    Pairing = 4,
    Designation = 5,
    QuotaPlan = 6,
    Target = 7,
    QuotaRatio = 8,

    /// <summary>Townships and villages of a county; the id is that of the county.</summary>
    Subdivision = 9,
}
