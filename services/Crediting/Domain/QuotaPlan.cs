using Marketplace.Contracts.PurchasingUnits;

namespace Marketplace.Crediting.Domain;

/// <summary>A version of what a unit has reserved for a year (预留份额), for R8.</summary>
public sealed class QuotaPlan
{
    public required Guid QuotaPlanId { get; init; }

    public required long Version { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required int Year { get; init; }

    public long? PlannedFen { get; init; }

    public required long ReservedFen { get; init; }

    public string? WaiverDocument { get; init; }

    public DateTimeOffset LearnedAt { get; init; }
}

/// <summary>
/// A version of the year's target of a pairing or designation (目标任务), for R1, R3 and R7. All are kept: June shows what held in June.
/// </summary>
public sealed class Target
{
    public required Guid TargetId { get; init; }

    public required long Version { get; init; }

    public required Guid HolderId { get; init; }

    public required TargetMeasure Measure { get; init; }

    public required int Year { get; init; }

    public required long AmountFen { get; init; }

    /// <summary>The first day on which it holds.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    public string? SourceDocument { get; init; }

    public DateTimeOffset LearnedAt { get; init; }
}
