namespace Marketplace.PurchasingUnits.Domain;

/// <summary>What became of a region on a day, and by which document.</summary>
public sealed record RegionLineage
{
    public required Guid Id { get; init; }

    public required LineageKind Kind { get; init; }

    public required string FromRegionId { get; init; }

    /// <summary>The same region for renames, upgrades and transfers; the successor of a merge; a new region of a split.</summary>
    public required string ToRegionId { get; init; }

    public required DateOnly On { get; init; }

    public string? Document { get; init; }

    /// <summary>Null for what the registry started with.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }
}

/// <summary>What can become of a region (沿革).</summary>
public enum LineageKind
{
    /// <summary>更名: another name, perhaps another code.</summary>
    Rename = 1,

    /// <summary>升格: such as county to district or city, with a new code.</summary>
    Upgrade = 2,

    /// <summary>合并: it ends, and its successor goes on.</summary>
    Merge = 3,

    /// <summary>拆分: new regions are made of it; it may go on.</summary>
    Split = 4,

    /// <summary>划转: another region directly above.</summary>
    Transfer = 5,
}
