using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Domain;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Domain;

/// <summary>Pace and forecast of a quota, by the season of earlier years.</summary>
public sealed class QuotaPaceTests
{
    static readonly DateOnly EndOfSeptember = new(2026, 9, 30);
    static readonly QuotaSeason Linear = QuotaSeason.Of([], []);

    /// <summary>Apples, all of them in October and November.</summary>
    static readonly (ProductCategory, int, long)[] Apples = [(ProductCategory.Fruit, 10, 600), (ProductCategory.Fruit, 11, 400)];

    static readonly (ProductCategory, int, long)[] Rice =
        [.. Enumerable.Range(1, 12).Select(month => (ProductCategory.Grain, month, 100L))];

    [Fact]
    public void Without_earlier_years_the_year_passes_evenly()
    {
        Assert.Equal((QuotaSeasonBasis.Linear, 273m / 365), (Linear.Basis, Linear.ExpectedBy(EndOfSeptember)));
        Assert.Equal(1, Linear.ExpectedBy(new DateOnly(2028, 12, 31)));
    }

    [Fact]
    public void Who_buys_apples_in_autumn_is_not_late_in_September()
    {
        var season = QuotaSeason.Of(Apples, Rice);

        Assert.Equal((QuotaSeasonBasis.Unit, 0m), (season.Basis, season.ExpectedBy(EndOfSeptember)));
        Assert.Equal(0.3m, season.ExpectedBy(new DateOnly(2026, 10, 31).AddDays(-31 / 2 - 1)), 1);
        Assert.Equal(0.6m, season.ExpectedBy(new DateOnly(2026, 10, 31)));
        Assert.Equal(1, season.ExpectedBy(new DateOnly(2026, 12, 1)));
        Assert.Equal(QuotaLevel.Ahead, PaceOf(EndOfSeptember, 0, season).Level);
        Assert.Equal(QuotaLevel.SeriouslyBehind, PaceOf(EndOfSeptember, 0, Linear).Level);
    }

    [Fact]
    public void A_new_unit_follows_its_division_by_category_and_months_that_took_back_more_count_nothing()
    {
        var season = QuotaSeason.Of([], [.. Apples, .. Rice, (ProductCategory.Meat, 1, 500), (ProductCategory.Meat, 1, -900)]);

        // 1,000 of apples and 1,200 of rice, of which nine months.
        Assert.Equal(QuotaSeasonBasis.Division, season.Basis);
        Assert.Equal(900m / 2_200, season.ExpectedBy(EndOfSeptember), 10);
    }

    [Theory]
    [InlineData(7_480, QuotaLevel.Ahead)]
    [InlineData(7_400, QuotaLevel.SlightlyBehind)]
    [InlineData(6_480, QuotaLevel.SlightlyBehind)]
    [InlineData(6_470, QuotaLevel.Behind)]
    [InlineData(4_980, QuotaLevel.Behind)]
    [InlineData(4_970, QuotaLevel.SeriouslyBehind)]
    public void The_level_is_progress_less_what_is_expected(long executed, QuotaLevel level) =>
        Assert.Equal(level, PaceOf(EndOfSeptember, executed, Linear).Level);

    [Fact]
    public void The_forecast_goes_on_as_the_season_does_and_counts_at_least_what_is_held()
    {
        var pace = PaceOf(EndOfSeptember, 3_000, Linear);
        Assert.Equal((92, 7_479, 7_479, 3_000), (pace.DaysLeft, pace.TimeBasisPoints, pace.ExpectedBasisPoints, pace.ProgressBasisPoints));
        Assert.Equal((4_011, 2_315), (pace.ProjectedFen, pace.RequiredMonthlyFen));

        // 7,000 in 92 days are 2,315 in a twelfth of 365.
        Assert.Equal(9_000, PaceOf(EndOfSeptember, 3_000, Linear, held: 6_000).ProjectedFen);
        Assert.Null(PaceOf(new DateOnly(2026, 1, 10), 3_000, Linear).ProjectedFen);
        Assert.Equal((0, null, 3_000), After(PaceOf(new DateOnly(2027, 2, 1), 3_000, Linear)));
        Assert.Equal(0, PaceOf(EndOfSeptember, 12_000, Linear).RequiredMonthlyFen);

        var none = QuotaPace.Of(2026, EndOfSeptember, null, 3_000, 0, Linear, 10, 25);
        Assert.Equal((null, null, null, null), (none.Level, none.ProgressBasisPoints, none.LeadBasisPoints, none.RequiredMonthlyFen));
    }

    static (int DaysLeft, long? Required, long? Projected) After(QuotaPace pace) =>
        (pace.DaysLeft, pace.RequiredMonthlyFen, pace.ProjectedFen);

    static QuotaPace PaceOf(DateOnly day, long executed, QuotaSeason season, long held = 0) =>
        QuotaPace.Of(2026, day, 10_000, executed, held, season, lagAmber: 10, lagRed: 25);
}
