using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;

namespace Marketplace.PurchasingUnits.Budgets;

/// <summary>The unit and the year in the address of a request about a budget.</summary>
public sealed record BudgetAddress(Guid UnitId, int Year) : IChecked
{
    public void Check(Checks check) => check.Range(Year, BudgetAccount.YearMin, BudgetAccount.YearMax, "year");

    internal NotFoundException NoBudget() => new(
        "budget_not_found",
        $"该单位尚未填报 {Year} 年度预算，请由本单位审批人先行填报。",
        $"No budget of {Year} was filed for this unit; its approver can file one.");
}
