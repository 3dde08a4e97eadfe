using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// GET /units/purchasing-units/{unitId}/quota-accounts/{year}: what is reserved, held, executed and left, at which pace, and why accepted
/// goods execute nothing (CR-11).
/// </summary>
public static class GetQuotaAccount
{
    public static void Map(RouteGroupBuilder accounts) => accounts.MapGet("/", HandleAsync)
        .WithName(nameof(GetQuotaAccount)).WithSummary("预留份额账户 The quota of a year: reserved, held, executed, left, pace and forecast")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<QuotaAccountView>> HandleAsync(
        [AsParameters] BudgetAddress address, UnitsDb db, IOptions<QuotaOptions> options, TimeProvider clock, CancellationToken ct)
    {
        var (unitId, year) = (address.UnitId, address.Year);
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(known => known.Id == unitId, ct)
            ?? throw UnitReferences.NoSuchUnit(unitId);
        var now = clock.NowToTheMillisecond();
        var plan = await GetQuotaPlan.ReadAsync(unit, year, db, options.Value, now, ct);
        var accountId = QuotaAccounts.IdOf(unitId, year);
        var account = await db.QuotaAccounts.AsNoTracking().SingleOrDefaultAsync(known => known.Id == accountId, ct);
        var omissions = await db.QuotaOmissions.AsNoTracking().Where(omission => omission.AccountId == accountId)
            .GroupBy(omission => new { omission.Reason, omission.WordsZh, omission.WordsEn })
            .Select(group => new { group.Key, Fen = group.Sum(omission => omission.AmountFen), Sales = group.Count() }).ToListAsync(ct);
        var paces = await QuotaPaces.ReadAsync(db, [(unitId, unit.FinanceDivision)], year, BusinessDay.Of(now), options.Value, ct);
        return TypedResults.Ok(QuotaAccountView.Of(
            unit,
            plan,
            account,
            paces.Of(unitId, unit.FinanceDivision, plan.ReservedFen, account),
            [
                .. omissions.OrderByDescending(reason => reason.Fen).ThenBy(reason => reason.Key.Reason, StringComparer.Ordinal)
                    .Select(reason => new NotExecuted(
                        reason.Key.Reason, new BilingualText(reason.Key.WordsZh, reason.Key.WordsEn), reason.Fen, reason.Sales)),
            ]));
    }
}
