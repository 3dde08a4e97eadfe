using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>What a unit must reserve.</summary>
static class QuotaRules
{
    /// <summary>
    /// How the unit runs its canteen as far as the year's plan goes: today, or on the day of the year that is nearest to today.
    /// </summary>
    public static CanteenState? CanteenFor(PurchasingUnit unit, int year, DateTimeOffset now)
    {
        var (first, last) = (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31));
        var today = BusinessDay.Of(now);
        return unit.CanteenOn(today < first ? first : today > last ? last : today);
    }

    /// <summary>The unit that files for this one in that state; null when it files by itself.</summary>
    public static Guid? RepresentativeOf(PurchasingUnit unit, CanteenState? state) =>
        state is { Kind: CanteenKind.Shared, RepresentativeUnitId: { } id } && id != unit.Id ? id : null;

    extension(UnitsDb db)
    {
        /// <summary>The minimum of the unit's finance division on the first day of the year, or that of all, or the default.</summary>
        public async Task<(int MinimumBasisPoints, bool IsLastYearFloor)> QuotaMinimumAsync(
            string? financeDivision, int year, QuotaOptions options, CancellationToken ct)
        {
            var first = new DateOnly(year, 1, 1);
            IEnumerable<QuotaRatio> known = db.Ahead is null
                ? await db.QuotaRatios.AsNoTracking()
                    .Where(ratio => ratio.FinanceDivision == null || ratio.FinanceDivision == financeDivision).ToListAsync(ct)
                : db.QuotaRatios.Local;
            var ratios = known.Where(ratio => ratio.ValidFrom <= first
                && (ratio.FinanceDivision is null || ratio.FinanceDivision == financeDivision)).ToList();
            var ratio = ratios.Where(candidate => candidate.FinanceDivision is not null).MaxBy(candidate => candidate.ValidFrom)
                ?? ratios.MaxBy(candidate => candidate.ValidFrom);
            return ratio is null ? (options.MinimumBasisPoints, false) : (ratio.MinimumBasisPoints, ratio.IsLastYearFloor);
        }
    }
}
