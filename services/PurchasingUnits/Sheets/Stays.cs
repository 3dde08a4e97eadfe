using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>Stays in regions over time in one cell: "2020-01-01 330211; 2024-07-01 330212".</summary>
static class Stays
{
    /// <summary>The stays with the days on which each begins and, where it is said, ends.</summary>
    public static async Task<List<(string RegionId, DateOnly From, DateOnly? To)>> StaysAsync(this UnitsDb db, SheetRow row, string column, CancellationToken ct)
    {
        var stays = new List<(string RegionId, DateOnly From, DateOnly? To)>();
        foreach (var part in row.Parts(column))
        {
            if (part.Length != 2)
            {
                row.Fault(
                    column,
                    "stay_invalid",
                    "每一段写作“2020-01-01 330211”，各段以分号隔开。",
                    "Each part is written as \"2020-01-01 330211\", with semicolons between them.");
            }
            else if (row.Days(column, part[0]) is { } days)
            {
                stays.Add((await db.RegionIdAsync(part[1], days.From, ct), days.From, days.To));
            }
        }

        return stays;
    }

    /// <summary>What is written of affiliations; one stay that a transfer of its region has cut in two is one again.</summary>
    /// <param name="hasEnds">True where each stay tells its own end; false where it ends when the next begins.</param>
    public static string Text(IReadOnlyList<Affiliation> affiliations, bool hasEnds)
    {
        var stays = new List<(string RegionId, DateOnly From, DateOnly? To)>();
        foreach (var one in affiliations)
        {
            if (stays is [.., var last] && last.RegionId == one.RegionId && last.To == one.ValidFrom)
            {
                stays[^1] = last with { To = one.ValidTo };
            }
            else
            {
                stays.Add((one.RegionId, one.ValidFrom, one.ValidTo));
            }
        }

        return string.Join("; ", stays.Select(stay => $"{Cells.Period(stay.From, hasEnds ? stay.To : null)} {stay.RegionId}"));
    }
}
