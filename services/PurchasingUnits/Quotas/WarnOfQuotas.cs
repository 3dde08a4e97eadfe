using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Background;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// Once a day, in the last months of the year: warns of units that are behind with their quota, once for each level that they reach, while
/// there is still time.
/// </summary>
public static class WarnOfQuotas
{
    const int AtOnce = 500;

    /// <summary>Warns of whoever is behind today; returns how many warnings there are more.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var (options, now) = (
            services.GetRequiredService<IOptions<QuotaOptions>>().Value, services.GetRequiredService<TimeProvider>().NowToTheMillisecond());
        var today = BusinessDay.Of(now);
        if (today.Month < options.WarnFromMonth)
        {
            return 0;
        }

        var (work, raised, last) = (services.GetRequiredService<RowWork<UnitsDb>>(), 0, Guid.Empty);
        while (await work.DoAsync<Guid>(
            "warn-of-quotas",
            async (db, aside, token) =>
            {
                var from = last;
                var some = await db.QuotaPlans.AsNoTracking()
                    .Where(plan => plan.Id > from && plan.Year == today.Year && plan.ReservedFen > 0 && !aside.Contains(plan.Id))
                    .OrderBy(plan => plan.Id).Select(plan => plan.Id).Take(AtOnce).ToListAsync(token);
                last = some.Count > 0 ? some[^1] : last;
                return some;
            },
            async (db, plans, token) => raised += await WarnAsync(db, plans, today, now, options, token),
            ct) == AtOnce)
        {
        }

        return raised;
    }

    static async Task<int> WarnAsync(
        UnitsDb db, IReadOnlyList<Guid> planIds, DateOnly today, DateTimeOffset now, QuotaOptions options, CancellationToken ct)
    {
        var plans = await db.QuotaPlans.AsNoTracking().Where(plan => planIds.Contains(plan.Id)).ToListAsync(ct);
        Guid[] unitIds = [.. plans.Select(plan => plan.UnitId)];
        var units = await db.Units.AsNoTracking().Where(unit => unitIds.Contains(unit.Id)).ToDictionaryAsync(unit => unit.Id, ct);
        var accounts = await db.QuotaAccounts.AsNoTracking()
            .Where(account => unitIds.Contains(account.UnitId) && account.Year == today.Year)
            .ToDictionaryAsync(account => account.UnitId, ct);
        var known = await db.QuotaWarnings.Where(warning => unitIds.Contains(warning.UnitId) && warning.Year == today.Year)
            .Select(warning => warning.WarningId).ToHashSetAsync(ct);
        var paces = await QuotaPaces.ReadAsync(
            db, [.. units.Values.Select(unit => (unit.Id, unit.FinanceDivision))], today.Year, today, options, ct);
        var warnings = new List<QuotaWarning>();
        foreach (var plan in plans)
        {
            var (unit, account) = (units[plan.UnitId], accounts.GetValueOrDefault(plan.UnitId));
            var pace = paces.Of(unit.Id, unit.FinanceDivision, plan.ReservedFen, account);

            // Whoever shares another's canteen by now, or has none, has no quota of its own to be behind with.
            var canteen = unit.CanteenOn(today);
            if (pace.Level is QuotaLevel.Behind or QuotaLevel.SeriouslyBehind && canteen?.Kind != CanteenKind.None
                && QuotaRules.RepresentativeOf(unit, canteen) is null
                && QuotaWarning.IdOf(QuotaAccounts.IdOf(unit.Id, plan.Year), pace.Level.Value) is var id && known.Add(id))
            {
                warnings.Add(new QuotaWarning
                {
                    WarningId = id,
                    UnitId = unit.Id,
                    Year = plan.Year,
                    Level = pace.Level.Value,
                    RaisedAt = now,
                    ReservedFen = plan.ReservedFen,
                    ExecutedFen = account?.ExecutedFen ?? 0,
                    HeldFen = account?.HeldFen ?? 0,
                    ExpectedBasisPoints = pace.ExpectedBasisPoints,
                    DaysLeft = pace.DaysLeft,
                    ProjectedFen = pace.ProjectedFen,
                    RequiredMonthlyFen = pace.RequiredMonthlyFen,
                });
            }
        }

        db.AddRange(warnings);
        await db.SaveChangesAsync(ct);
        return warnings.Count;
    }
}
