namespace Marketplace.PurchasingUnits.Domain;

/// <summary>预警: that a unit is behind with its quota while there is still time. Once for a year and level; it is never changed.</summary>
public sealed record QuotaWarning
{
    /// <summary>Follows from the account and the level.</summary>
    public required Guid WarningId { get; init; }

    public required Guid UnitId { get; init; }

    public required int Year { get; init; }

    public required QuotaLevel Level { get; init; }

    public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>What was to be executed in the year.</summary>
    public required long ReservedFen { get; init; }

    public required long ExecutedFen { get; init; }

    public required long HeldFen { get; init; }

    /// <summary>What share of the quota was expected to be executed by then, in ten-thousandths.</summary>
    public required int ExpectedBasisPoints { get; init; }

    public required int DaysLeft { get; init; }

    /// <summary>What would be executed by the end of the year; null when it was too early to say.</summary>
    public long? ProjectedFen { get; init; }

    /// <summary>What each month that was left had to bring.</summary>
    public long? RequiredMonthlyFen { get; init; }

    public static Guid IdOf(Guid accountId, QuotaLevel level) => StableId.Of("quota warning", accountId.ToString("D"), level.ToString());
}
