namespace Marketplace.PurchasingUnits.Domain;

/// <summary>How far a unit has come with its quota against what the season expects.</summary>
public enum QuotaLevel
{
    /// <summary>超前: as far as expected, or further.</summary>
    Ahead = 1,

    /// <summary>略滞后: less than the amber limit behind.</summary>
    SlightlyBehind = 2,

    /// <summary>滞后: amber.</summary>
    Behind = 3,

    /// <summary>严重滞后: red.</summary>
    SeriouslyBehind = 4,
}

/// <summary>The pace of a quota on a day, and where it leads by the end of the year (CR-11).</summary>
public sealed record QuotaPace
{
    const decimal Whole = QuotaRatio.WholeBasisPoints;

    /// <summary>Before so much of the season is over, what was executed says nothing about the year.</summary>
    const decimal TooEarly = 0.05m;

    const int MonthsOfYear = 12;

    /// <summary>Days of the year that are left after the day; 0 when it is over.</summary>
    public required int DaysLeft { get; init; }

    /// <summary>What share of the year is gone, in ten-thousandths.</summary>
    public required int TimeBasisPoints { get; init; }

    /// <summary>What share of the year's quota the season expects to be executed by now, in ten-thousandths.</summary>
    public required int ExpectedBasisPoints { get; init; }

    public required QuotaSeasonBasis Season { get; init; }

    /// <summary>Executed of reserved, in ten-thousandths, rounded down; null when nothing is reserved.</summary>
    public int? ProgressBasisPoints { get; init; }

    /// <summary>Progress less what is expected, in ten-thousandths, from the exact values; null when nothing is reserved.</summary>
    public int? LeadBasisPoints { get; init; }

    /// <summary>Null when nothing is reserved.</summary>
    public QuotaLevel? Level { get; init; }

    /// <summary>
    /// What will be executed by the end of the year if it goes on as the season does, and no less than what is executed and held; null
    /// while it is too early to say.
    /// </summary>
    public long? ProjectedFen { get; init; }

    /// <summary>
    /// What each month that is left must bring to reach what is reserved; null when nothing is reserved or no day is left.
    /// </summary>
    public long? RequiredMonthlyFen { get; init; }

    /// <summary>The pace of a year's quota on a day.</summary>
    /// <param name="reservedFen">What is to be executed; null or 0 when nothing is.</param>
    /// <param name="lagAmber">From how many percentage points behind on it is <see cref="QuotaLevel.Behind"/>.</param>
    /// <param name="lagRed">Beyond how many it is serious.</param>
    public static QuotaPace Of(
        int year, DateOnly today, long? reservedFen, long executedFen, long heldFen, QuotaSeason season, int lagAmber, int lagRed)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var (daysLeft, days) = (Math.Clamp(last.DayNumber - today.DayNumber, 0, QuotaSeason.DaysOf(year)), QuotaSeason.DaysOf(year));
        var expected = today < first ? 0 : season.ExpectedBy(today > last ? last : today);
        var progress = reservedFen is > 0 and { } whole ? (decimal)executedFen / whole : (decimal?)null;
        return new QuotaPace
        {
            DaysLeft = daysLeft,
            TimeBasisPoints = (int)(Whole * (days - daysLeft) / days),
            ExpectedBasisPoints = Rounded(expected),
            Season = season.Basis,
            ProgressBasisPoints = progress is { } done ? Rounded(done) : null,
            LeadBasisPoints = progress is { } ahead ? Rounded(ahead) - Rounded(expected) : null,
            Level = progress is { } share ? LevelOf((share - expected) * 100, lagAmber, lagRed) : null,
            ProjectedFen = expected < TooEarly
                ? null
                : Math.Max(executedFen + heldFen, (long)decimal.Round(executedFen / expected, 0, MidpointRounding.AwayFromZero)),
            RequiredMonthlyFen = reservedFen is > 0 and { } target && daysLeft > 0
                ? (long)Math.Ceiling(Math.Max(0, target - executedFen) * (decimal)days / MonthsOfYear / daysLeft)
                : null,
        };
    }

    /// <summary>As the ledger's reports round ratios, so that both say the same.</summary>
    static int Rounded(decimal ratio) => (int)decimal.Round(ratio * Whole, 0, MidpointRounding.AwayFromZero);

    static QuotaLevel LevelOf(decimal lead, int lagAmber, int lagRed) => lead >= 0 ? QuotaLevel.Ahead
        : lead >= -lagAmber ? QuotaLevel.SlightlyBehind
        : lead >= -lagRed ? QuotaLevel.Behind
        : QuotaLevel.SeriouslyBehind;
}
