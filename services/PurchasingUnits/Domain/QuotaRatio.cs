using System.Globalization;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>How much of the planned purchases must be reserved at least, for the units of a finance division, from a day on.</summary>
public sealed class QuotaRatio
{
    public const int WholeBasisPoints = 10_000;

    QuotaRatio()
    {
    }

    /// <summary>Follows from the division and the day.</summary>
    public Guid Id { get; private init; }

    /// <summary>Rises with each change.</summary>
    public long Version { get; private set; }

    /// <summary>The finance division as units name it; null for all that have no ratio of their own.</summary>
    public string? FinanceDivision { get; private init; }

    public DateOnly ValidFrom { get; private init; }

    /// <summary>In ten-thousandths: 1,000 is 10 %.</summary>
    public int MinimumBasisPoints { get; private set; }

    /// <summary>True when a unit must not reserve less than it did the year before.</summary>
    public bool IsLastYearFloor { get; private set; }

    public string? SourceDocument { get; private set; }

    public static Guid IdOf(string? financeDivision, DateOnly validFrom) =>
        StableId.Of("quota ratio", financeDivision ?? "", validFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public static QuotaRatio Set(
        string? financeDivision, DateOnly validFrom, int minimumBasisPoints, bool isLastYearFloor, string? document) => new()
        {
            Id = IdOf(financeDivision, validFrom),
            Version = 1,
            FinanceDivision = financeDivision,
            ValidFrom = validFrom,
            MinimumBasisPoints = minimumBasisPoints,
            IsLastYearFloor = isLastYearFloor,
            SourceDocument = document,
        };

    /// <summary>Corrects it. Says whether anything is different.</summary>
    public bool Revise(int minimumBasisPoints, bool isLastYearFloor, string? document)
    {
        if (MinimumBasisPoints == minimumBasisPoints && IsLastYearFloor == isLastYearFloor && SourceDocument == document)
        {
            return false;
        }

        (MinimumBasisPoints, IsLastYearFloor, SourceDocument) = (minimumBasisPoints, isLastYearFloor, document);
        Version++;
        return true;
    }

    /// <summary>True when so much of the plan is reserved, without rounding in favour of anybody.</summary>
    public static bool IsReached(long plannedFen, long reservedFen, int minimumBasisPoints) =>
        (Int128)reservedFen * WholeBasisPoints >= (Int128)plannedFen * minimumBasisPoints;
}
