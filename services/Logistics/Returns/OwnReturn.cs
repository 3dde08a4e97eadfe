using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Returns;

/// <summary>Returns that their supplier is about to decide.</summary>
static class OwnReturn
{
    /// <summary>Locks the shipment and loads the return, to be changed in the open transaction.</summary>
    /// <exception cref="NotFoundException">There is none, or the caller may not know of it.</exception>
    /// <exception cref="ForbiddenException">The caller is not its supplier.</exception>
    public static async Task<ReturnClaim> LockAsync(LogisticsDb db, Guid returnId, Caller caller, CancellationToken ct)
    {
        var shipmentId = await db.SeenReturns.Where(known => known.ReturnId == returnId)
            .Select(known => (Guid?)known.ShipmentId).SingleOrDefaultAsync(ct)
            ?? throw Refusals.NoReturn(returnId);
        await db.LockAsync<Shipment>([shipmentId], ct);
        if (!await db.Shipments.AnyAsync(known => known.ShipmentId == shipmentId && known.SupplierId == caller.Org, ct))
        {
            throw Refusals.NotYours();
        }

        return await db.Returns.SingleAsync(known => known.ReturnId == returnId, ct);
    }
}
