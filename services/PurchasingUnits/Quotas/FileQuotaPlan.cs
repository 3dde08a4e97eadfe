using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Budgets;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.PurchasingUnits.Quotas;

/// <summary>
/// PUT /units/purchasing-units/{unitId}/quota-plans/{year} → QuotaPlanPublished. Files the quota of a year, or replaces it (CR-11).
/// </summary>
public static class FileQuotaPlan
{
    /// <summary>The plan of the own unit.</summary>
    public sealed record OwnPlan(Guid UnitId, int Year) : IChecked, IActsFor
    {
        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks check) => new BudgetAddress(UnitId, Year).Check(check);
    }

    public sealed record Request : IChecked
    {
        /// <summary>What the unit means to spend on canteen ingredients in the year, in fen; absent when it has no canteen.</summary>
        public long? PlannedFen { get; init; }

        /// <summary>What of that it reserves; zero when it has no canteen.</summary>
        public required long ReservedFen { get; init; }

        /// <summary>The document by which it may reserve less than the minimum.</summary>
        public string? WaiverDocument { get; init; }

        public string? SourceDocument { get; init; }

        public void Check(Checks check)
        {
            check.Range(PlannedFen ?? 1, 1, BudgetAccount.AmountFenMax, "plannedFen");
            check.Range(ReservedFen, 0, PlannedFen ?? 0, "reservedFen");
            check.DocumentOrNone(WaiverDocument, "waiverDocument");
            check.DocumentOrNone(SourceDocument, "sourceDocument");
        }
    }

    public static void Map(RouteGroupBuilder plans) => plans.MapPut("/", HandleAsync)
        .WithName(nameof(FileQuotaPlan)).WithSummary("填报预留份额 File the reserved quota of a year")
        .WithDescription("The If-Match header with the plan's ETag is needed once a plan of the year exists.")
        .For(Roles.Purchaser, Roles.Approver).Decided(DecidedBy.Organisation).TakesIfMatch();

    static async Task<Results<EtagCreated<QuotaPlanView>, EtagOk<QuotaPlanView>>> HandleAsync(
        [AsParameters] OwnPlan own,
        Request request,
        HttpContext http,
        UnitsDb db,
        Registrar registrar,
        IOptions<QuotaOptions> options,
        CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Its unit stands for a plan that is still to come.
        await db.LockAsync<PurchasingUnit>([own.UnitId], ct);
        var unit = await db.UnitAsync(own.UnitId, ct);
        var planId = QuotaPlan.IdOf(own.UnitId, own.Year);
        var version = await db.QuotaPlans.AsNoTracking().Where(known => known.Id == planId)
            .Select(known => known.Version).SingleOrDefaultAsync(ct);
        if (version > 0)
        {
            (await IfMatch.BindAsync(http)).Require(version);
        }

        var (plan, _) = await FileAsync(unit, own.Year, request, db, registrar, options.Value, ct);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        var (minimum, _) = await db.QuotaMinimumAsync(unit.FinanceDivision, own.Year, options.Value, ct);
        var view = QuotaPlanView.Of(plan, minimum);
        return version == 0 ? Etag.Created(http.Request.Path, view, view.Version) : Etag.Ok(view, view.Version);
    }

    /// <summary>Files the plan, whether it comes alone or on a list, and says whether that changed anything.</summary>
    internal static async Task<(QuotaPlan Plan, bool IsChanged)> FileAsync(
        PurchasingUnit unit, int year, Request request, UnitsDb db, Registrar registrar, QuotaOptions options, CancellationToken ct)
    {
        var state = await StateAsync(unit, year, request, db, registrar, options, ct);
        var planId = QuotaPlan.IdOf(unit.Id, year);
        var plan = await db.ByIdAsync<QuotaPlan>(planId, ct, belongsTo: unit.Id);
        var before = plan is null ? null : QuotaPlanView.Of(plan);
        if (plan is null)
        {
            plan = QuotaPlan.Open(unit.Id, year);
            db.Add(plan);
        }

        var filing = new QuotaPlan.Filing(state, request.PlannedFen, request.ReservedFen, request.WaiverDocument, request.SourceDocument);
        var isChanged = plan.File(unit.Name, filing, registrar.Now);
        if (isChanged)
        {
            registrar.PublishChange(plan, unit, before);
        }

        return (plan, isChanged);
    }

    static async Task<QuotaState> StateAsync(
        PurchasingUnit unit, int year, Request request, UnitsDb db, Registrar registrar, QuotaOptions options, CancellationToken ct)
    {
        var canteen = QuotaRules.CanteenFor(unit, year, registrar.Now);
        if (QuotaRules.RepresentativeOf(unit, canteen) is { } representativeId)
        {
            var representative = await db.UnitNamedAsync(representativeId, "unitId", ct);
            throw new RuleBrokenException(
                "quota_filed_by_representative",
                $"本单位共用 {representative.Name} 的食堂，由其统一填报预留份额（EC-34）。",
                $"The canteen is shared with {representative.Name}, which files the quota for all.",
                "unitId");
        }

        if (canteen?.Kind == CanteenKind.None)
        {
            return request is { PlannedFen: null, ReservedFen: 0 }
                ? QuotaState.NoCanteen
                : throw new RuleBrokenException(
                    "no_canteen_no_quota",
                    "本单位无食堂，不填报预留份额；plannedFen 请留空，reservedFen 为 0。",
                    "The unit has no canteen and so no quota: leave plannedFen out and give reservedFen as 0.",
                    "plannedFen");
        }

        if (request.PlannedFen is not { } planned)
        {
            throw new InvalidRequestException(
                "planned_missing", "plannedFen", "请填写年度食堂食材采购计划金额。", "Give what the unit means to spend on canteen ingredients.");
        }

        var (minimum, isLastYearFloor) = await db.QuotaMinimumAsync(unit.FinanceDivision, year, options, ct);
        var isReached = QuotaRatio.IsReached(planned, request.ReservedFen, minimum);
        var lastYear = isLastYearFloor ? await ReservedAsync(unit.Id, year - 1, db, ct) : 0;
        if (isReached && request.ReservedFen >= lastYear)
        {
            return QuotaState.Filed;
        }

        if (request.WaiverDocument is not null)
        {
            return QuotaState.Waived;
        }

        var (percent, floor) = (minimum / 100m, new Money(lastYear));
        throw isReached
            ? new RuleBrokenException(
                "quota_below_last_year",
                $"预留份额不得低于上年的 {floor} 元；如经批准减免，请填写批准文号。",
                $"No less than the {floor} yuan of last year must be reserved; if that was waived, give the document.",
                "reservedFen")
            : new RuleBrokenException(
                "quota_below_minimum",
                $"预留份额不得低于年度采购计划的 {percent:0.##}%；如经批准减免，请填写批准文号。",
                $"At least {percent:0.##} % of the year's planned purchases must be reserved; if that was waived, give the document.",
                "reservedFen");
    }

    static async Task<long> ReservedAsync(Guid unitId, int year, UnitsDb db, CancellationToken ct) =>
        (await db.ByIdAsync<QuotaPlan>(QuotaPlan.IdOf(unitId, year), ct, belongsTo: unitId))?.ReservedFen ?? 0;
}
