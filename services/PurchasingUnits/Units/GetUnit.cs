using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Units;

/// <summary>GET /units/purchasing-units/{unitId}.</summary>
public static class GetUnit
{
    public static void Map(RouteGroupBuilder units) => units.MapGet("/{unitId:guid}", HandleAsync)
        .WithName(nameof(GetUnit)).WithSummary("查看采购单位 One purchasing unit")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<EtagOk<UnitView>> HandleAsync(Guid unitId, UnitsDb db, CancellationToken ct)
    {
        var unit = await db.Units.AsNoTracking().SingleOrDefaultAsync(known => known.Id == unitId, ct)
            ?? throw UnitReferences.NoSuchUnit(unitId);
        return Etag.Ok(UnitView.Of(unit), unit.Version);
    }
}
