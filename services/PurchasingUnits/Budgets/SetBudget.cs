using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>PUT /units/purchasing-units/{unitId}/budgets/{year}: files the budget of a year, or changes its amount.</summary>
public static class SetBudget
{
    /// <summary>The budget of the own unit: only its approver and operators may set it.</summary>
    public sealed record OwnBudget(Guid UnitId, int Year) : IChecked, IActsFor
    {
        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks check) => new BudgetAddress(UnitId, Year).Check(check);
    }

    public sealed record Request : IChecked
    {
        /// <summary>What the unit may spend in the year, in fen.</summary>
        public required long AmountFen { get; init; }

        public void Check(Checks check) => check.Range(AmountFen, 0, BudgetAccount.AmountFenMax, "amountFen");
    }

    public static void Map(RouteGroupBuilder budgets) => budgets.MapPut("/", HandleAsync)
        .WithName(nameof(SetBudget)).WithSummary("填报年度预算 Set the budget of a year")
        .WithDescription("The If-Match header with the budget's ETag is needed once a budget of the year exists.")
        .For(Roles.Approver).Decided(DecidedBy.Organisation).TakesIfMatch();

    static async Task<Results<EtagCreated<BudgetView>, EtagOk<BudgetView>>> HandleAsync(
        [AsParameters] OwnBudget own, Request request, HttpContext http, UnitsDb db, Caller caller, CancellationToken ct)
    {
        var accountId = BudgetAccount.IdOf(own.UnitId, own.Year);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Its unit stands for an account that is still to come; the account itself is what orders lock.
        await db.LockAsync<PurchasingUnit>([own.UnitId], ct);
        await db.LockAsync<BudgetAccount>([accountId], ct);
        _ = await db.UnitAsync(own.UnitId, ct);
        var account = await db.BudgetAccounts.SingleOrDefaultAsync(known => known.Id == accountId, ct);
        var isNew = account is null;
        if (account is null)
        {
            account = BudgetAccount.Open(own.UnitId, own.Year, request.AmountFen);
            db.Add(account);
        }
        else
        {
            (await IfMatch.BindAsync(http)).Require(account.Version);
            if (!account.TrySet(request.AmountFen))
            {
                throw TooLittle(account);
            }
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var view = BudgetView.Of(account, caller, await BudgetView.OverdrawnByAsync(db, account, ct));
        return isNew ? Etag.Created(http.Request.Path, view, view.Version) : Etag.Ok(view, view.Version);
    }

    static RuleBrokenException TooLittle(BudgetAccount account)
    {
        var (held, settled) = (new Money(account.HeldFen), new Money(account.SettledFen));
        return new RuleBrokenException(
            "budget_below_commitments",
            $"预算不能低于已占用 {held} 元与已结算 {settled} 元之和 {held + settled} 元；请提高金额，或先取消未确认的订单。",
            $"The budget can't be less than {held} yuan held plus {settled} yuan settled, {held + settled} yuan in all; "
            + "raise the amount, or cancel orders that are not confirmed yet.",
            "amountFen");
    }
}
