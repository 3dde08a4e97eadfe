using Marketplace.Ordering.Buyers;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Policies;

/// <summary>Whose policies and posts a caller may file and read: those of the own unit, and of the units right below it.</summary>
static class UnitScope
{
    /// <summary>The unit, for those who may file its policy and fill its posts.</summary>
    /// <exception cref="ForbiddenException">The caller acts for neither of the two, or what stands was filed from above.</exception>
    public static async Task<PurchasingUnit> RequireFilerAsync(
        KnownBuyers buyers, Caller caller, Guid unitId, bool isFromAbove, CancellationToken ct)
    {
        var unit = await KnownAsync(buyers, caller, unitId, ct);
        if (unit.UnitId == caller.Org && isFromAbove)
        {
            throw new ForbiddenException(
                "filed_from_above",
                "现行内容由上级单位制定，只能由上级单位修改；如需调整，请向上级单位提出。",
                "What stands was filed by the unit above, which alone may change it; ask it to.");
        }

        return unit;
    }

    /// <summary>
    /// The unit, for those who may read its policy and posts: its people, those of the unit above, auditors and operators.
    /// </summary>
    /// <exception cref="NotFoundException">There is none that the caller may know of.</exception>
    public static async Task<PurchasingUnit> KnownAsync(KnownBuyers buyers, Caller caller, Guid unitId, CancellationToken ct)
    {
        var unit = await buyers.UnitAsync(unitId, ct);
        return unit is not null && (caller.SeesAll || caller.Org == unit.UnitId || (caller.Org is { } own && own == unit.ParentId))
            ? unit
            : throw new NotFoundException(
                "unit_not_found",
                $"没有采购单位 {unitId}，或您无权查看；请核对单位标识，刚登记的请稍候片刻再试。",
                $"There is no unit {unitId} that you may see; check the id, or retry in a moment if it was just registered.");
    }
}
