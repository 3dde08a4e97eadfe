using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <summary>What prices are compared with (CR-17): one rule for holding a sale, for showing and for reporting.</summary>
public static class BenchmarkPrice
{
    /// <summary>The benchmark of a product for sales of a day: what officials set, else the average of what was paid before.</summary>
    /// <param name="day">The day of the sale.</param>
    /// <param name="rules">The rule set of that day.</param>
    /// <param name="paid">What was paid for the product; days outside the period of the rule set are left out.</param>
    /// <param name="set">What officials set for the product.</param>
    /// <returns>Per trade unit; null when too little is known.</returns>
    public static UnitPrice? On(DateOnly day, RuleParameters rules, IEnumerable<PriceDay> paid, IEnumerable<BenchmarkOverride> set) =>
        set.Where(benchmark => benchmark.ValidFrom <= day).MaxBy(benchmark => benchmark.ValidFrom)?.Price
        ?? AverageBefore(day, rules, paid).Price;

    /// <summary>
    /// The average of what was paid in the <see cref="RuleParameters.BenchmarkDays"/> before a day, and on how many sales it rests.
    /// </summary>
    public static (UnitPrice? Price, int Sales) AverageBefore(DateOnly day, RuleParameters rules, IEnumerable<PriceDay> paid)
    {
        var first = day.AddDays(-rules.BenchmarkDays);
        PriceDay[] days = [.. paid.Where(paidOn => paidOn.Day >= first && paidOn.Day < day)];
        var (quantity, sales) = (days.Sum(paidOn => paidOn.Quantity), days.Sum(paidOn => paidOn.Sales));
        return sales < rules.BenchmarkSalesMin || quantity == 0
            ? (null, sales)
            : (UnitPrice.FromYuan(
                decimal.Round(days.Sum(paidOn => paidOn.AmountFen) / 100m / (quantity / 1_000m), 4, MidpointRounding.AwayFromZero)), sales);
    }
}
