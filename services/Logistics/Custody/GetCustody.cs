using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Custody;

/// <summary>GET /logistics/shipments/{shipmentId}/custody: who had the goods when, what is missing, and to whom losses belong.</summary>
public static class GetCustody
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/{shipmentId:guid}/custody", HandleAsync)
        .WithName(nameof(GetCustody)).WithSummary("货物交接链 The chain of custody of a shipment").For(Refusals.Readers);

    static async Task<Ok<CustodyView>> HandleAsync(Guid shipmentId, LogisticsDb db, CancellationToken ct)
    {
        var shipment = await db.Shipments.AsNoTracking().SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        var events = await db.CustodyEvents.AsNoTracking().Where(known => known.ShipmentId == shipmentId).ToListAsync(ct);
        var losses = await db.LossReports.AsNoTracking().Where(known => known.ShipmentId == shipmentId)
            .OrderBy(known => known.Number).ToListAsync(ct);
        return TypedResults.Ok(CustodyView.Of(shipment, events, losses));
    }
}
