namespace Marketplace.Contracts.PurchasingUnits;

/// <summary>The reserved quota (预留份额) of a budget unit for a year as the registry knows it now.</summary>
/// <remarks>From PurchasingUnits, when it is filed, waived or changed. To Crediting (CR-11, R8).</remarks>
public sealed record QuotaPlanPublished
{
    public required Guid QuotaPlanId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required int Year { get; init; }

    /// <summary>What the unit means to spend on canteen ingredients in the year; null when it has no canteen.</summary>
    public long? PlannedFen { get; init; }

    /// <summary>What of that it reserves; zero when it has no canteen.</summary>
    public required long ReservedFen { get; init; }

    /// <summary>The document by which it need not reserve; null when it must.</summary>
    public string? WaiverDocument { get; init; }

    public string? SourceDocument { get; init; }

    public DateTimeOffset? RegisteredAt { get; init; }
}
