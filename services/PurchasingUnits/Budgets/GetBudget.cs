using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>GET /units/purchasing-units/{unitId}/budgets/{year}.</summary>
public static class GetBudget
{
    public static void Map(RouteGroupBuilder budgets) => budgets.MapGet("/", HandleAsync)
        .WithName(nameof(GetBudget)).WithSummary("查看年度预算 The budget of a year: amount, held, settled, available")
        .For(Roles.Purchaser, Roles.Approver, Roles.Auditor, Roles.Operator).RecordsAccess<UnitsDb>("budget");

    static async Task<VersionedOk<BudgetView>> HandleAsync(
        [AsParameters] BudgetAddress address, UnitsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var (unitId, year) = (address.UnitId, address.Year);
        var found = await db.Units.AsNoTracking().Where(unit => unit.Id == unitId)
            .LeftJoin(
                db.BudgetAccounts.Where(account => account.Year == year),
                unit => unit.Id,
                account => account.UnitId,
                (unit, account) => new { Account = account })
            .SingleOrDefaultAsync(ct) ?? throw UnitReferences.NoSuchUnit(unitId);
        var budget = found.Account ?? throw address.NoBudget();

        // For If-Match only: holds change what is shown without a new version, so no reader may be told that nothing has changed.
        access.Of($"{unitId}/{year}", unitId);
        return Etag.VersionedOk(BudgetView.Of(budget, caller, await BudgetView.OverdrawnByAsync(db, budget, ct)), budget.Version);
    }
}
