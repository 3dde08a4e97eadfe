using System.Globalization;
using Marketplace.Client.Credits;
using Marketplace.Portal.Clients;
using Marketplace.Portal.Reports;

namespace Marketplace.Portal.Months;

/// <summary>The month that is closed next (CR-16).</summary>
/// <param name="Month">"2026-10".</param>
/// <param name="ClosesOn">On this day it closes by itself; before that an official needs a document.</param>
/// <param name="IsEarly">That day has not come yet.</param>
public sealed record MonthToClose(string Month, DateOnly ClosesOn, bool IsEarly)
{
    const string Pattern = "yyyy-MM";

    /// <summary>The month after the last closed one, or the last one that has ended; null while it still runs.</summary>
    public static async Task<MonthToClose?> ReadAsync(MarketplaceServices services, TimeProvider clock, CancellationToken ct)
    {
        var rules = services.Credits.ListRuleSetsAsync(ct);
        var closed = await services.Credits.ListPeriodsAsync(size: 1, cancellationToken: ct);
        return Next(closed.Items.FirstOrDefault()?.Month, await rules, Catalogue.Today(clock));
    }

    /// <param name="closed">The last closed month; null when none is.</param>
    /// <param name="rules">All rule sets: the one of the month's last day says when it closes.</param>
    /// <param name="today">In Asia/Shanghai.</param>
    public static MonthToClose? Next(string? closed, IEnumerable<RuleSetView> rules, DateOnly today)
    {
        var running = new DateOnly(today.Year, today.Month, 1);
        var first = closed is null ? running.AddMonths(-1)
            : DateOnly.ParseExact($"{closed}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(1);
        if (first >= running)
        {
            return null;
        }

        var after = first.AddMonths(1);
        var rule = rules.OrderBy(set => set.EffectiveFrom).Last(set => set.EffectiveFrom < after);
        // It closes at the end of the closing day: from the next day on it needs no document.
        var closesOn = after.AddDays(rule.Parameters.MonthCloseDay - 1);
        return new MonthToClose(first.ToString(Pattern, CultureInfo.InvariantCulture), closesOn, today <= closesOn);
    }
}
