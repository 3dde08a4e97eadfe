using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>GET /units/purchasing-units/{unitId}/quota-plans/{year}: the plan, or why there is none.</summary>
public static class GetQuotaPlan
{
    public static void Map(RouteGroupBuilder plans) => plans.MapGet("/", HandleAsync)
        .WithName(nameof(GetQuotaPlan)).WithSummary("查看预留份额 The reserved quota of a year, or why there is none")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<VersionedOk<QuotaPlanView>> HandleAsync(
        [AsParameters] BudgetAddress address, UnitsDb db,
        IOptions<QuotaOptions> options, TimeProvider clock, CancellationToken ct)
    {
        var (unitId, year) = (address.UnitId, address.Year);
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(known => known.Id == unitId, ct)
            ?? throw UnitReferences.NoSuchUnit(unitId);
        var view = await ReadAsync(unit, year, db, options.Value, clock.NowToTheMillisecond(), ct);

        // For If-Match only: canteens and minimum change what is shown without a new version, so no reader may be told that nothing has.
        return Etag.VersionedOk(view, view.Version);
    }

    /// <summary>The plan of a unit, or why there is none.</summary>
    internal static async Task<QuotaPlanView> ReadAsync(
        PurchasingUnit unit, int year, UnitsDb db, QuotaOptions options, DateTimeOffset now, CancellationToken ct)
    {
        var (minimum, _) = await db.QuotaMinimumAsync(unit.FinanceDivision, year, options, ct);
        var planId = QuotaPlan.IdOf(unit.Id, year);
        var plan = await db.QuotaPlans.AsNoTracking().SingleOrDefaultAsync(known => known.Id == planId, ct);
        return plan is not null
            ? QuotaPlanView.Of(plan, minimum)
            : await WithoutPlanAsync(unit, year, minimum, QuotaRules.CanteenFor(unit, year, now), db, ct);
    }

    static async Task<QuotaPlanView> WithoutPlanAsync(
        PurchasingUnit unit, int year, int minimum, CanteenState? canteen, UnitsDb db, CancellationToken ct)
    {
        var representativeId = QuotaRules.RepresentativeOf(unit, canteen);
        var representative = representativeId is { } id
            ? await db.Units.IgnoreQueryFilters().AsNoTracking().SingleAsync(known => known.Id == id, ct)
            : null;
        var state = representative is not null ? QuotaState.Shared
            : canteen?.Kind == CanteenKind.None ? QuotaState.NoCanteen
            : QuotaState.NotFiled;
        return new QuotaPlanView
        {
            QuotaPlanId = QuotaPlan.IdOf(unit.Id, year),
            Version = 0,
            UnitId = unit.Id,
            UnitName = unit.Name,
            Year = year,
            State = state,
            ReservedFen = 0,
            MinimumBasisPoints = state == QuotaState.NotFiled ? minimum : null,
            SharedWith = representative is null ? null : new QuotaPlanView.SharingUnit(representative.Id, representative.Name),
        };
    }
}
