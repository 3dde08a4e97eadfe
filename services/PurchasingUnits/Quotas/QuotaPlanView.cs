using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>How a unit stands with its quota (预留份额) of a year, as callers see it.</summary>
public sealed record QuotaPlanView
{
    public required Guid QuotaPlanId { get; init; }

    /// <summary>Zero while nothing is filed.</summary>
    public required long Version { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    public required int Year { get; init; }

    public required QuotaState State { get; init; }

    /// <summary>What the unit means to spend on canteen ingredients; null when it has no canteen, files nothing or has not filed.</summary>
    public long? PlannedFen { get; init; }

    public required long ReservedFen { get; init; }

    /// <summary>
    /// Reserved of planned, in ten-thousandths, rounded down; null when there is no plan to compare with: not zero (EC-35).
    /// </summary>
    public int? RatioBasisPoints { get; init; }

    /// <summary>What must be reserved at least, in ten-thousandths; null when nothing must.</summary>
    public int? MinimumBasisPoints { get; init; }

    /// <summary>The unit that files for all that share the canteen (EC-34); null for other states.</summary>
    public SharingUnit? SharedWith { get; init; }

    public string? WaiverDocument { get; init; }

    public string? SourceDocument { get; init; }

    /// <summary>When this version was registered; null while nothing is filed.</summary>
    public DateTimeOffset? RegisteredAt { get; init; }

    public sealed record SharingUnit(Guid UnitId, string UnitName);

    public static QuotaPlanView Of(QuotaPlan plan, int? minimumBasisPoints = null) => new()
    {
        QuotaPlanId = plan.Id,
        Version = plan.Version,
        UnitId = plan.UnitId,
        UnitName = plan.UnitName,
        Year = plan.Year,
        State = plan.State,
        PlannedFen = plan.PlannedFen,
        ReservedFen = plan.ReservedFen,
        RatioBasisPoints =
            plan.PlannedFen is > 0 and { } planned ? (int)((Int128)plan.ReservedFen * QuotaRatio.WholeBasisPoints / planned) : null,
        MinimumBasisPoints = plan.State is QuotaState.Filed or QuotaState.Waived ? minimumBasisPoints : null,
        WaiverDocument = plan.WaiverDocument,
        SourceDocument = plan.SourceDocument,
        RegisteredAt = plan.ChangedAt,
    };
}
