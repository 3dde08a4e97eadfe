using Marketplace.Platform.Refusals;
using Marketplace.PurchasingUnits.Domain;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Storage;

/// <summary>Units that callers refer to.</summary>
static class UnitReferences
{
    /// <summary>One lock for the shape of the tree: two moves at a time could make a circle that neither of them sees.</summary>
    const string Tree = "unit tree";

    extension(UnitsDb db)
    {
        /// <summary>Keeps the tree as it is until the transaction ends.</summary>
        public Task LockTreeAsync(CancellationToken ct) => db.LockNameAsync(Tree, ct);

        /// <summary>The unit that a request is about.</summary>
        /// <exception cref="NotFoundException">There is none, or the caller may not see it.</exception>
        public async Task<PurchasingUnit> UnitAsync(Guid unitId, CancellationToken ct) =>
            await db.Units.SingleOrDefaultAsync(unit => unit.Id == unitId, ct) ?? throw NoSuchUnit(unitId);

        /// <summary>All units below the unit, whether the caller may see them or not.</summary>
        public async Task<List<PurchasingUnit>> BelowAsync(PurchasingUnit unit, CancellationToken ct)
        {
            await db.SaveAheadAsync(ct);
            var path = unit.UnitPath;
            return await db.Units.IgnoreQueryFilters()
                .Where(other => other.UnitPath.StartsWith(path) && other.Id != unit.Id).ToListAsync(ct);
        }

        /// <summary>The unit that another request refers to, which the caller need not be able to see.</summary>
        /// <exception cref="InvalidRequestException">There is none.</exception>
        public async Task<PurchasingUnit> UnitNamedAsync(Guid unitId, string field, CancellationToken ct) =>
            await db.ByIdAsync<PurchasingUnit>(unitId, ct) ?? throw new InvalidRequestException(
                "unknown_unit",
                field,
                $"没有采购单位 {unitId}，请先登记该单位。",
                $"There is no purchasing unit {unitId}; register it first.");

        /// <summary>Somebody has said where the unit belongs since its region was split. Says whether anything was open.</summary>
        public async Task<bool> SettleReaffiliationsAsync(Guid unitId, DateTimeOffset now, CancellationToken ct)
        {
            var open = db.Ahead?.Has(unitId) == true
                ? [.. db.Reaffiliations.Local.Where(pending => pending.UnitId == unitId && pending.SettledAt == null)]
                : await db.Reaffiliations.Where(pending => pending.UnitId == unitId && pending.SettledAt == null).ToListAsync(ct);
            open.ForEach(pending => pending.Settle(now));
            return open.Count > 0;
        }

        /// <summary>The unit that is to be the parent, which its future child need not be able to see; null when none is named.</summary>
        /// <exception cref="InvalidRequestException">There is none.</exception>
        public async Task<PurchasingUnit?> ParentNamedAsync(Guid? parentId, CancellationToken ct) => parentId is { } id
            ? await db.ByIdAsync<PurchasingUnit>(id, ct) ?? throw new InvalidRequestException(
                "unknown_parent",
                "parentId",
                $"没有采购单位 {id}，请先登记上级单位。",
                $"There is no purchasing unit {id}; register the parent first.")
            : null;
    }

    public static NotFoundException NoSuchUnit(Guid unitId) => new(
        "unit_not_found",
        $"没有采购单位 {unitId}，或您无权查看；请检查单位标识。",
        $"There is no purchasing unit {unitId}, or you may not see it; check its id.");

    public static RuleBrokenException TreeTooDeep() => new(
        "unit_tree_too_deep",
        $"单位层级最多 {PurchasingUnit.DepthMax} 级，请挂在更高一级的单位之下。",
        $"The tree of units has at most {PurchasingUnit.DepthMax} levels; choose a parent higher up.",
        "parentId");
}
