namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>The assignment of a county to a unit (定点帮扶) as the registry knows it now.</summary>
/// <remarks>From PurchasingUnits, when it is registered and whenever it changes. To Crediting (CR-10, R7).</remarks>
public sealed record DesignationPublished
{
    public required Guid DesignationId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    /// <summary>The unit that holds the assignment; purchases of the units below it count for it.</summary>
    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required RegionPath CountyPath { get; init; }

    public required string CountyName { get; init; }

    public required DateOnly ValidFrom { get; init; }

    public DateOnly? ValidTo { get; init; }

    public string? SourceDocument { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }

    /// <summary>
    /// Who registered this version: the subject of the token. Whoever it is can't approve what it corrects
    /// (CR-19); null for versions of old.
    /// </summary>
    public string? RegisteredBy { get; init; }

    /// <summary>The region of the office of whoever registered it, "" for the nation's; null when it is not known.</summary>
    public string? RegisteredFor { get; init; }
}
