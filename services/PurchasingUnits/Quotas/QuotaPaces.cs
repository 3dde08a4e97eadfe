using Marketplace.Contracts;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>The pace of several units' quotas of one year, with the seasons of their earlier years.</summary>
sealed class QuotaPaces
{
    readonly QuotaOptions _options;
    readonly int _year;
    readonly DateOnly _today;
    readonly ILookup<Guid, (ProductCategory Category, int Month, long Fen)> _own;
    readonly ILookup<string, (ProductCategory Category, int Month, long Fen)> _divisions;

    QuotaPaces(
        QuotaOptions options, int year, DateOnly today, ILookup<Guid, (ProductCategory, int, long)> own,
        ILookup<string, (ProductCategory, int, long)> divisions) =>
        (_options, _year, _today, _own, _divisions) = (options, year, today, own, divisions);

    /// <summary>Reads the seasons of these units; a division is asked only for units without years of their own.</summary>
    public static async Task<QuotaPaces> ReadAsync(
        UnitsDb db, IReadOnlyCollection<(Guid UnitId, string? Division)> units, int year, DateOnly today, QuotaOptions options,
        CancellationToken ct)
    {
        var since = year - options.SeasonYears;
        Guid[] ids = [.. units.Select(unit => unit.UnitId)];
        var own = (await db.QuotaMonths.AsNoTracking()
            .Where(month => ids.Contains(month.UnitId) && month.Year >= since && month.Year < year)
            .GroupBy(month => new { month.UnitId, month.Category, month.Month })
            .Select(group => new { group.Key.UnitId, group.Key.Category, group.Key.Month, Fen = group.Sum(month => month.ExecutedFen) })
            .ToListAsync(ct)).ToLookup(sum => sum.UnitId, sum => (sum.Category, sum.Month, sum.Fen));
        string[] divisions =
        [
            .. units.Where(unit => unit.Division is not null && !own.Contains(unit.UnitId)).Select(unit => unit.Division!).Distinct(),
        ];

        // What other units of the division did is no secret as a sum, and a caller's scope must not change the season.
        var theirs = divisions.Length == 0
            ? []
            : await (
                from month in db.QuotaMonths.AsNoTracking().Where(month => month.Year >= since && month.Year < year)
                join unit in db.Units.IgnoreQueryFilters().AsNoTracking() on month.UnitId equals unit.Id
                where divisions.Contains(unit.FinanceDivision!)
                group month by new { unit.FinanceDivision, month.Category, month.Month } into sums
                select new
                {
                    Division = sums.Key.FinanceDivision!,
                    sums.Key.Category,
                    sums.Key.Month,
                    Fen = sums.Sum(sum => sum.ExecutedFen),
                }).ToListAsync(ct);
        return new QuotaPaces(
            options, year, today, own,
            theirs.ToLookup(sum => sum.Division, sum => (sum.Category, sum.Month, sum.Fen), StringComparer.Ordinal));
    }

    /// <summary>The pace of one of the units.</summary>
    public QuotaPace Of(Guid unitId, string? division, long? reservedFen, QuotaAccount? account) => QuotaPace.Of(
        _year,
        _today,
        reservedFen,
        account?.ExecutedFen ?? 0,
        account?.HeldFen ?? 0,
        QuotaSeason.Of([.. _own[unitId]], division is null ? [] : [.. _divisions[division]]),
        _options.LagAmber,
        _options.LagRed);
}
