using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Regions;
using Marketplace.PurchasingUnits.Storage;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>POST /units/purchasing-units → UnitPublished.</summary>
public static class RegisterUnit
{
    public sealed record Request : IChecked, IActsFor
    {
        public required Guid UnitId { get; init; }

        public required string Name { get; init; }

        public required UnitKind Kind { get; init; }

        /// <summary>True for a unit that is itself of central budget level; units below it need not say so (CR-06).</summary>
        public required bool IsCentralBudget { get; init; }

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
            check.NotEmpty(UnitId, "unitId");
            check.Text(Name, "name", max: 100);
            check.RegionId(AffiliationRegionId, "affiliationRegionId");
            check.Day(AffiliatedFrom, RegistryDays.First, RegistryDays.Last, "affiliatedFrom");
        }
    }

    public static void Map(RouteGroupBuilder units) => units.MapPost("/", HandleAsync)
        .WithName(nameof(RegisterUnit)).WithSummary("登记采购单位 Register a purchasing unit")
        .For(Roles.Purchaser, Roles.Operator).CreatesOnce<UnitsDb>();

    static async Task<EtagCreated<UnitView>> HandleAsync(Request request, UnitsDb db, TimeProvider clock, CancellationToken ct)
    {
        if (request.ParentId is not null)
        {
            await db.LockTreeAsync(ct);
        }

        var parent = await db.ParentNamedAsync(request.ParentId, ct);
        if (parent?.HasRoomFor(levels: 1) == false)
        {
            throw UnitReferences.TreeTooDeep();
        }

        var region = await db.RegionNamedAsync(request.AffiliationRegionId, "affiliationRegionId", ct);
        var unit = PurchasingUnit.Register(
            request.UnitId,
            request.Name,
            request.Kind,
            request.IsCentralBudget,
            request.IsPairingDesignated,
            parent,
            new RegionPath(region.Path),
            request.AffiliatedFrom,
            clock.GetUtcNow());
        db.Add(unit);
        db.Publish(UnitMessage.Of(unit));
        await db.SaveChangesAsync(ct);
        return Etag.Created($"/units/purchasing-units/{unit.Id}", UnitView.Of(unit), unit.Version);
    }
}
