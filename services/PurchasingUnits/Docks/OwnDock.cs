using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.PurchasingUnits.Domain;
using Marketplace.PurchasingUnits.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.PurchasingUnits.Docks;

/// <summary>A dock of the own unit in the address of a request: only the unit's people may change it.</summary>
public sealed record OwnDock(Guid UnitId, Guid DockId) : IActsFor
{
    Guid IActsFor.ActsFor => UnitId;
}

/// <summary>Docks that requests name.</summary>
static class DockReferences
{
    extension(UnitsDb db)
    {
        /// <summary>The dock, locked until the transaction ends.</summary>
        /// <exception cref="NotFoundException">The unit has none of that id.</exception>
        public async Task<Dock> LockDockAsync(OwnDock own, CancellationToken ct)
        {
            await db.LockAsync<Dock>([own.DockId], ct);
            return await db.Docks.SingleOrDefaultAsync(dock => dock.Id == own.DockId && dock.UnitId == own.UnitId, ct)
                ?? throw NoSuchDock(own.DockId);
        }
    }

    public static NotFoundException NoSuchDock(Guid dockId) => new(
        "dock_not_found",
        $"该采购单位没有收货点 {dockId}，请核对标识。",
        $"The unit has no dock {dockId}; check its id.");
}
