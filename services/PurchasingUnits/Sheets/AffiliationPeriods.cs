using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Periods of affiliation to regions in one cell: "2020-01-01 330211; 2024-07-01 330212".</summary>
static class AffiliationPeriods
{
    /// <summary>The periods with the days on which each begins and, where it is said, ends.</summary>
    public static async Task<List<(string RegionId, DateOnly From, DateOnly? To)>> PeriodsAsync(
        this UnitsDb db, SheetRow row, string column, CancellationToken ct)
    {
        var periods = new List<(string RegionId, DateOnly From, DateOnly? To)>();
        foreach (var part in row.Parts(column))
        {
            if (part.Length != 2)
            {
                row.Fault(
                    column,
                    "period_invalid",
                    "每一段写作“2020-01-01 330211”，各段以分号隔开。",
                    "Each part is written as \"2020-01-01 330211\", with semicolons between them.");
            }
            else if (row.Days(column, part[0]) is { } days)
            {
                periods.Add((await db.RegionIdAsync(part[1], days.From, ct), days.From, days.To));
            }
        }

        return periods;
    }

    /// <summary>What is written of affiliations; a period that a transfer of its region has cut in two is one again.</summary>
    /// <param name="hasEnds">True where each period tells its own end; false where it ends when the next begins.</param>
    public static string Text(IReadOnlyList<RegisteredAffiliation> affiliations, bool hasEnds)
    {
        var periods = new List<(string RegionId, DateOnly From, DateOnly? To)>();
        foreach (var affiliation in affiliations)
        {
            if (periods is [.., var last] && last.RegionId == affiliation.RegionId && last.To == affiliation.ValidFrom)
            {
                periods[^1] = last with { To = affiliation.ValidTo };
            }
            else
            {
                periods.Add((affiliation.RegionId, affiliation.ValidFrom, affiliation.ValidTo));
            }
        }

        return string.Join("; ", periods.Select(period => $"{Cells.Period(period.From, hasEnds ? period.To : null)} {period.RegionId}"));
    }
}
