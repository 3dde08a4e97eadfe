using Marketplace.Contracts;

namespace Marketplace.PurchasingUnits.Domain;

/// <summary>From whose earlier years the season of a quota is known.</summary>
public enum QuotaSeasonBasis
{
    /// <summary>The unit's own earlier years.</summary>
    Unit = 1,

    /// <summary>Those of the units of its finance division.</summary>
    Division = 2,

    /// <summary>None: the year passes evenly.</summary>
    Linear = 3,
}

/// <summary>
/// What share of a year's quota is executed by a day, by category and month of earlier years: apples sell in autumn, and a linear clock
/// would call whoever waits for them late.
/// </summary>
public sealed class QuotaSeason
{
    const int Months = 12;

    readonly IReadOnlyList<(decimal Weight, decimal[] ByMonth)> _categories;

    QuotaSeason(QuotaSeasonBasis basis, IReadOnlyList<(decimal, decimal[])> categories) => (Basis, _categories) = (basis, categories);

    /// <summary>From whose years the mix of categories is known; a category that these lack follows the other's, or none.</summary>
    public QuotaSeasonBasis Basis { get; }

    /// <summary>The season of earlier years: the unit's own where it has them, else its division's.</summary>
    /// <param name="own">What the unit executed in earlier years, by category and month.</param>
    /// <param name="division">The same of its division.</param>
    public static QuotaSeason Of(
        IReadOnlyCollection<(ProductCategory Category, int Month, long Fen)> own,
        IReadOnlyCollection<(ProductCategory Category, int Month, long Fen)> division)
    {
        var (mine, theirs) = (ByCategory(own), ByCategory(division));
        var basis = mine.Count > 0 ? QuotaSeasonBasis.Unit : theirs.Count > 0 ? QuotaSeasonBasis.Division : QuotaSeasonBasis.Linear;
        var mix = basis == QuotaSeasonBasis.Unit ? mine : theirs;
        var whole = mix.Values.Sum(months => months.Sum());
        return new QuotaSeason(
            basis,
            [
                .. mix.Select(category => (
                    category.Value.Sum() / whole,
                    (mine.GetValueOrDefault(category.Key) ?? theirs.GetValueOrDefault(category.Key))!)),
            ]);
    }

    /// <summary>What share of the year's whole is executed when the day is over, from 0 to 1.</summary>
    public decimal ExpectedBy(DateOnly day)
    {
        var ofMonth = (decimal)day.Day / DateTime.DaysInMonth(day.Year, day.Month);
        return _categories.Count == 0
            ? (decimal)day.DayOfYear / DaysOf(day.Year)
            : Math.Clamp(
                _categories.Sum(category => category.Weight
                    * (category.ByMonth.Take(day.Month - 1).Sum() + (category.ByMonth[day.Month - 1] * ofMonth)) / category.ByMonth.Sum()),
                0, 1);
    }

    /// <summary>How many days a year has.</summary>
    public static int DaysOf(int year) => DateTime.IsLeapYear(year) ? 366 : 365;

    /// <summary>Categories that were executed at all; a month in which more was taken back than executed counts nothing.</summary>
    static Dictionary<ProductCategory, decimal[]> ByCategory(
        IReadOnlyCollection<(ProductCategory Category, int Month, long Fen)> executed) => executed
        .GroupBy(sum => sum.Category)
        .Select(category => (
            category.Key,
            ByMonth: Enumerable.Range(1, Months)
                .Select(month => Math.Max(0m, category.Where(sum => sum.Month == month).Sum(sum => sum.Fen))).ToArray()))
        .Where(category => category.ByMonth.Sum() > 0)
        .ToDictionary(category => category.Key, category => category.ByMonth);
}
