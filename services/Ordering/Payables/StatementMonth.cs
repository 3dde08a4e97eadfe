using Marketplace.Contracts;
using Marketplace.Platform.Refusals;

namespace Marketplace.Ordering.Payables;

/// <summary>The month of a statement.</summary>
static class StatementMonth
{
    /// <summary>Its first instant and that of the next month.</summary>
    /// <exception cref="InvalidRequestException">It is no month.</exception>
    public static (DateTimeOffset Begin, DateTimeOffset End) Parse(string month) =>
        !DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", out var first) || first == DateOnly.MinValue || first.Year >= 9999
            ? throw new InvalidRequestException(
                "month_invalid", "month", "月份须为 yyyy-MM，例如 2026-11。", "A month is written yyyy-MM, for example 2026-11.")
            : (BusinessDay.StartOf(first), BusinessDay.StartOf(first.AddMonths(1)));
}
