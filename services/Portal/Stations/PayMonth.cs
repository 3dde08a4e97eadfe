using System.Globalization;

namespace Marketplace.Portal.Stations;

/// <summary>A month for which households are paid.</summary>
readonly record struct PayMonth(DateOnly From)
{
    public DateOnly Until => From.AddMonths(1).AddDays(-1);

    public string Text => From.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    /// <summary>What was asked for as "2026-11"; the month of today when nothing was, or it can't be read.</summary>
    public static PayMonth Of(string? asked, DateOnly today) =>
        DateOnly.TryParseExact($"{asked}-01", "yyyy-MM-dd", out var first) ? new(first) : new(new DateOnly(today.Year, today.Month, 1));
}
