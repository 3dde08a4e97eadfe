using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Changes;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>
/// POST /units/purchasing-units → UnitPublished, once the authority of its region has confirmed it and so has the parent that it names.
/// </summary>
public static class RegisterUnit
{
    public sealed record Request : IChecked, IActsFor
    {
        public required Guid UnitId { get; init; }

        public required string Name { get; init; }

        public required UnitKind Kind { get; init; }

        /// <summary>True for a unit that is itself of central budget level; units below it need not say so (CR-06).</summary>
        public required bool IsCentralBudget { get; init; }

        /// <summary>
        /// The level of the budget that it spends; absent when it has none. Central exactly when the unit is of central budget level.
        /// </summary>
        public BudgetLevel? BudgetLevel { get; init; }

        /// <summary>The finance division (财政) that its quota is filed under.</summary>
        public string? FinanceDivision { get; init; }

        /// <summary>主管部门.</summary>
        public string? Department { get; init; }

        /// <summary>The document that it rests on.</summary>
        public string? Document { get; init; }

        /// <summary>The unit above; absent for the top of a tree.</summary>
        public Guid? ParentId { get; init; }

        /// <summary>Where the unit belongs: the finance division of a budget unit, the place of registration of an enterprise.</summary>
        public required string AffiliationRegionId { get; init; }

        public required DateOnly AffiliatedFrom { get; init; }

        /// <summary>协作定点消费帮扶单位 (CR-10).</summary>
        public required bool IsPairingDesignated { get; init; }

        Guid IActsFor.ActsFor => UnitId;

        public void Check(Checks check)
        {
            check.NewId(UnitId, "unitId");
            check.Text(Name, "name", max: 100);
            check.RegionId(AffiliationRegionId, "affiliationRegionId");
            check.RegistryDay(AffiliatedFrom, "affiliatedFrom");
            check.That(
                BudgetLevel is null || (BudgetLevel == Contracts.PurchasingUnits.BudgetLevel.Central) == IsCentralBudget,
                "budgetLevel",
                "budget_level_contradicts",
                "预算级次与是否中央预算单位相矛盾。",
                "The budget level contradicts whether the unit is of central budget level.");
            check.TextOrNone(FinanceDivision, "financeDivision", max: 100);
            check.TextOrNone(Department, "department", max: 100);
            check.DocumentOrNone(Document);
        }
    }

    public static void Map(RouteGroupBuilder units) => units.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterUnit)).WithSummary("登记采购单位 Apply for, or register, a purchasing unit")
        .For(Roles.Purchaser, Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<UnitsDb>();

    static async Task<Results<EtagCreated<UnitView>, Accepted<ProposalView>>> HandleAsync(
        Request request, UnitsDb db, Proposer<UnitsDb> proposer, Registrar registrar, CancellationToken ct)
    {
        var region = await db.RegionNamedAsync(request.AffiliationRegionId, null, "affiliationRegionId", ct);
        List<Side> sides = [new("unit", region.Path, request.UnitId), new("region", region.Path)];
        if (await db.ParentNamedAsync(request.ParentId, ct) is { } parent)
        {
            sides.Add(parent.Named("parent"));
        }

        PurchasingUnit? unit = null;
        var proposal = await proposer.CarryOutOrProposeAsync(
            nameof(RegisterUnit), $"{request.UnitId}", request, request.Document, "document", new Matter(sides),
            async () => unit = await RegisterAsync(request, region, db, registrar, ct), ct);
        await db.SaveChangesAsync(ct);
        return proposal is null
            ? Etag.Created(LocationOf(request.UnitId), UnitView.Of(unit!), unit!.Version)
            : proposer.Waits(proposal);
    }

    /// <summary>Registers the unit that its region, and the parent that it names, have confirmed.</summary>
    internal static async Task<string> ConfirmAsync(Request request, IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<UnitsDb>();
        var region = await db.RegionNamedAsync(request.AffiliationRegionId, null, "affiliationRegionId", ct);
        await RegisterAsync(request, region, db, services.GetRequiredService<Registrar>(), ct);
        return LocationOf(request.UnitId);
    }

    internal static string LocationOf(Guid unitId) => $"/units/purchasing-units/{unitId}";

    static async Task<PurchasingUnit> RegisterAsync(
        Request request, Region region, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        if (request.ParentId is not null)
        {
            await db.LockTreeAsync(ct);
        }

        return await RegisterAsync(request, await db.StayAsync(region, request.AffiliatedFrom, null, ct), db, registrar, ct);
    }

    /// <summary>Registers the unit, whether it comes alone or on a list. The tree must be locked when there is a parent.</summary>
    internal static async Task<PurchasingUnit> RegisterAsync(
        Request request, IReadOnlyList<RegisteredAffiliation> affiliations, UnitsDb db, Registrar registrar, CancellationToken ct)
    {
        var parent = await db.ParentNamedAsync(request.ParentId, ct);
        if (parent?.HasRoomFor(levels: 1) == false)
        {
            throw UnitReferences.TreeTooDeep();
        }

        var level = request.BudgetLevel ?? (request.IsCentralBudget ? BudgetLevel.Central : null);
        var unit = PurchasingUnit.Register(
            request.UnitId, request.Name, request.Kind, level, request.IsPairingDesignated, parent, affiliations, registrar.Now);
        unit.Finance(level, request.FinanceDivision, request.Department, parent is { IsCentral: true });
        db.Add(unit);
        registrar.PublishChange(unit, before: null, request.Document);
        return unit;
    }
}
