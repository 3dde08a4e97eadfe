using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>What each household is to get for what a station took in on some days.</summary>
static class PayList
{
    const int DaysMax = 93;
    const int RowsMax = 5_000;

    /// <param name="From">The first day on which goods were weighed.</param>
    /// <param name="Until">The last day, at most 93 days on.</param>
    public sealed record Period(DateOnly From, DateOnly Until) : IChecked
    {
        public void Check(Checks check) => check.Period(From, Until, "until", DaysMax);
    }

    /// <summary>What a household is to get from a supplier.</summary>
    public sealed record Row(Guid SupplierId, Guid HouseholdId, string? Name, string? Account, int Intakes, Quantity Weight, Money Amount);

    /// <summary>
    /// Of a station that the caller keeps, or a supplier's own; by supplier and household, without those of whom all was taken back.
    /// </summary>
    /// <exception cref="RuleBrokenException">There are more than 5,000.</exception>
    public static async Task<List<Row>> OfAsync(LogisticsDb db, Guid nodeId, Period period, Caller caller, CancellationToken ct)
    {
        if (caller.Has(Roles.Keeper))
        {
            await db.KeptStationAsync(nodeId, caller, ct);
        }

        var sums = await db.Intakes.AsNoTracking()
            .Where(intake => intake.NodeId == nodeId && intake.Day >= period.From && intake.Day <= period.Until)
            .Select(intake => new
            {
                intake.SupplierId,
                intake.HouseholdId,
                Sign = intake.Reverses == null ? 1 : -1,
                intake.WeightGrams,
                intake.AmountFen,
            })
            .GroupBy(intake => new { intake.SupplierId, intake.HouseholdId })
            .Select(group => new
            {
                group.Key.SupplierId,
                group.Key.HouseholdId,
                Intakes = group.Sum(intake => intake.Sign),
                Grams = group.Sum(intake => intake.WeightGrams),
                Fen = group.Sum(intake => intake.AmountFen),
            })
            .Where(sum => sum.Intakes > 0).OrderBy(sum => sum.SupplierId).ThenBy(sum => sum.HouseholdId).Take(RowsMax + 1).ToListAsync(ct);
        if (sums.Count > RowsMax)
        {
            throw new RuleBrokenException(
                "pay_list_too_long", $"清单超过 {RowsMax} 户，请缩短期间。", $"More than {RowsMax} households; ask for a shorter period.");
        }

        // The supplier that pays them is no party of the station; it learns who they are by what they brought for it.
        Guid[] ids = [.. sums.Select(sum => sum.HouseholdId).Distinct()];
        var households = await db.Households.IgnoreQueryFilters().AsNoTracking().Where(household => ids.Contains(household.HouseholdId))
            .ToDictionaryAsync(household => household.HouseholdId, ct);
        return
        [
            .. sums.Select(sum => new Row(
                sum.SupplierId, sum.HouseholdId, households[sum.HouseholdId].Name, households[sum.HouseholdId].Account, sum.Intakes,
                new Quantity(sum.Grams), new Money(sum.Fen))),
        ];
    }
}
