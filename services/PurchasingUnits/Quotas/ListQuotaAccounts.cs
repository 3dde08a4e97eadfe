using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>GET /units/quota-accounts: how the plans of a year stand of units that the caller may see, in the order of their ids.</summary>
public static class ListQuotaAccounts
{
    /// <param name="Year">The year; this one when it is not given.</param>
    /// <param name="Unit">The unit whose account it is.</param>
    public sealed record Filter(int? Year = null, Guid? Unit = null) : IChecked
    {
        public void Check(Checks check) =>
            check.Range(Year ?? BudgetAccount.YearMin, BudgetAccount.YearMin, BudgetAccount.YearMax, "year");
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/quota-accounts", HandleAsync)
        .WithName(nameof(ListQuotaAccounts)).WithSummary("预留份额账户列表 Quota accounts of a year with pace and forecast")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<QuotaAccountView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, IOptions<QuotaOptions> options, TimeProvider clock,
        CancellationToken ct)
    {
        var today = BusinessDay.Of(clock.NowToTheMillisecond());
        var year = filter.Year ?? today.Year;
        var plans =
            from plan in db.QuotaPlans.AsNoTracking()
            join unit in db.Units.AsNoTracking() on plan.UnitId equals unit.Id
            where plan.Year == year && (filter.Unit == null || plan.UnitId == filter.Unit)
            select new { Plan = plan, Unit = unit };
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            plans = plans.Where(row => row.Plan.Id > lastId);
        }

        var found = await plans.OrderBy(row => row.Plan.Id).Take(page.Size + 1).ToListAsync(ct);
        Guid[] accountIds = [.. found.Select(row => QuotaAccounts.IdOf(row.Unit.Id, year))];
        var accounts = await db.QuotaAccounts.AsNoTracking().Where(account => accountIds.Contains(account.Id))
            .ToDictionaryAsync(account => account.UnitId, ct);
        var omitted = (await db.QuotaOmissions.AsNoTracking().Where(omission => accountIds.Contains(omission.AccountId))
            .GroupBy(omission => new { omission.AccountId, omission.Reason, omission.WordsZh, omission.WordsEn })
            .Select(group => new { group.Key, Fen = group.Sum(omission => omission.AmountFen), Sales = group.Count() }).ToListAsync(ct))
            .ToLookup(group => group.Key.AccountId, group => new NotExecuted(
                group.Key.Reason, new BilingualText(group.Key.WordsZh, group.Key.WordsEn), group.Fen, group.Sales));
        var paces = await QuotaPaces.ReadAsync(
            db, [.. found.Select(row => (row.Unit.Id, row.Unit.FinanceDivision))], year, today, options.Value, ct);
        return TypedResults.Ok(Page.Of(
            found,
            page.Size,
            row =>
            {
                var account = accounts.GetValueOrDefault(row.Unit.Id);
                return QuotaAccountView.Of(
                    row.Unit,
                    QuotaPlanView.Of(row.Plan),
                    account,
                    paces.Of(row.Unit.Id, row.Unit.FinanceDivision, row.Plan.ReservedFen, account),
                    [
                        .. omitted[QuotaAccounts.IdOf(row.Unit.Id, year)].OrderByDescending(reason => reason.Fen)
                            .ThenBy(reason => reason.Reason, StringComparer.Ordinal),
                    ]);
            },
            row => Cursor.Encode(row.Plan.Id.ToString())));
    }
}
