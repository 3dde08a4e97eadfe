using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>GET /units/quota-plans: what units that the caller may see have filed, in the order of their ids.</summary>
public static class ListQuotaPlans
{
    /// <param name="Year">The year that they are for.</param>
    /// <param name="Unit">The unit that filed them.</param>
    public sealed record Filter(int? Year = null, Guid? Unit = null);

    public static void Map(RouteGroupBuilder api) => api.MapGet("/quota-plans", HandleAsync)
        .WithName(nameof(ListQuotaPlans)).WithSummary("预留份额列表 Quota plans by year, unit or state")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<QuotaPlanView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, UnitsDb db, CancellationToken ct, QuotaState? state = null)
    {
        var plans = db.QuotaPlans.AsNoTracking().Where(plan => db.Units.Any(unit => unit.Id == plan.UnitId));
        if (filter.Year is { } year)
        {
            plans = plans.Where(plan => plan.Year == year);
        }

        if (filter.Unit is { } unitId)
        {
            plans = plans.Where(plan => plan.UnitId == unitId);
        }

        if (state is { } wanted)
        {
            plans = plans.Where(plan => plan.State == wanted);
        }

        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var lastId = Cursor.Id(last);
            plans = plans.Where(plan => plan.Id > lastId);
        }

        var found = await plans.OrderBy(plan => plan.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, plan => QuotaPlanView.Of(plan), plan => Cursor.Encode(plan.Id.ToString())));
    }
}
