using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// GET /logistics/shipments/{shipmentId}/legs: how it is planned to go and when it is expected, for all who see the shipment.
/// </summary>
public static class GetShipmentLegs
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/{shipmentId:guid}/legs", HandleAsync)
        .WithName(nameof(GetShipmentLegs)).WithSummary("发货单的运输路径和预计到达 How a shipment goes, and when it is expected")
        .For(Refusals.Readers);

    static async Task<Ok<ShipmentLegs>> HandleAsync(Guid shipmentId, LogisticsDb db, TimeProvider clock, CancellationToken ct) =>
        await db.Shipments.AsNoTracking().SingleOrDefaultAsync(shipment => shipment.ShipmentId == shipmentId, ct) is { } shipment
            ? TypedResults.Ok(await ShipmentLegs.OfAsync(db, shipment, clock.GetUtcNow(), ct))
            : throw Refusals.NotFound(shipmentId);
}
