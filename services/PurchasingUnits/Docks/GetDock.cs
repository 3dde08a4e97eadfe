using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>GET /units/purchasing-units/{unitId}/docks/{dockId}.</summary>
public static class GetDock
{
    public static void Map(RouteGroupBuilder docks) => docks.MapGet("/{dockId:guid}", HandleAsync)
        .WithName(nameof(GetDock)).WithSummary("查看收货点 A dock of a unit")
        .For(Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator).RecordsAccess<UnitsDb>("dock");

    static async Task<EtagOk<DockView>> HandleAsync(
        Guid unitId, Guid dockId, UnitsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        _ = await db.UnitAsync(unitId, ct);
        var dock = await db.Docks.AsNoTracking().SingleOrDefaultAsync(known => known.Id == dockId && known.UnitId == unitId, ct)
            ?? throw DockReferences.NoSuchDock(dockId);
        access.Of(dockId, unitId);
        return Etag.Ok(DockView.Of(dock, caller), dock.Version);
    }
}
