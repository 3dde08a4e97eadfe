using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>PUT /units/purchasing-units/{unitId} → UnitPublished, also of the units below that thereby become central or cease to be.</summary>
public static class ReviseUnit
{
    public sealed record Request : IChecked
    {
        public required string Name { get; init; }

        /// <summary>The unit above; absent to make the unit the top of a tree.</summary>
        public Guid? ParentId { get; init; }

        public required bool IsPairingDesignated { get; init; }

        public void Check(Checks check) => check.Text(Name, "name", max: 100);
    }

    public static void Map(RouteGroupBuilder units) => units.MapPut("/{unitId:guid}", HandleAsync)
        .WithName(nameof(ReviseUnit)).WithSummary("变更采购单位 Change a purchasing unit's name, parent or designation")
        .For(Roles.Purchaser, Roles.Operator);

    static async Task<EtagOk<UnitView>> HandleAsync(
        [AsParameters] OwnUnit own, Request request, IfMatch ifMatch, UnitsDb db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.LockTreeAsync(ct);
        var unit = await db.UnitAsync(own.UnitId, ct);
        ifMatch.Require(unit.Version);
        unit.Revise(request.Name, request.IsPairingDesignated);
        if (request.ParentId != unit.ParentId)
        {
            await HangUnderAsync(unit, await db.ParentNamedAsync(request.ParentId, ct), db, ct);
        }

        db.Publish(UnitMessage.Of(unit));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(UnitView.Of(unit), unit.Version);
    }

    static async Task HangUnderAsync(PurchasingUnit unit, PurchasingUnit? parent, UnitsDb db, CancellationToken ct)
    {
        if (parent is not null && unit.IsAbove(parent))
        {
            throw new RuleBrokenException(
                "unit_tree_cycle",
                "不能挂在本单位或其下级单位之下，请选择其他上级单位。",
                "A unit can't hang under itself or a unit below it; choose another parent.",
                "parentId");
        }

        var path = unit.UnitPath;
        var below = await db.Units.IgnoreQueryFilters().Where(other => other.UnitPath.StartsWith(path) && other.Id != unit.Id).ToListAsync(ct);
        if (parent?.HasRoomFor(unit.LevelsWith(below)) == false)
        {
            throw UnitReferences.TreeTooDeep();
        }

        foreach (var changed in unit.MoveUnder(parent, below))
        {
            db.Publish(UnitMessage.Of(changed));
        }
    }
}
