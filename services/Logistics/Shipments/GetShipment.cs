using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Recalls;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>GET /logistics/shipments/{shipmentId}.</summary>
public static class GetShipment
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/{shipmentId:guid}", HandleAsync)
        .WithName(nameof(GetShipment))
        .WithSummary("查看发货单 Get a shipment")
        .WithDescription("A shipment has the id of the order's part. It is there a moment after the order is Confirmed; "
            + "until then it is 404.")
        .For(Refusals.Readers).RecordsAccess<LogisticsDb>("shipment");

    static async Task<Ok<ShipmentView>> HandleAsync(
        Guid shipmentId, LogisticsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var shipment = await db.Shipments.AsNoTracking().Include(known => known.Lines).Include(known => known.Disputes).AsSplitQuery()
            .SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct) ?? throw Refusals.NotFound(shipmentId);
        List<Acceptance> acceptances = shipment.AcceptanceCount == 0
            ? []
            : await db.Acceptances.AsNoTracking().Include(known => known.Lines).Where(known => known.ShipmentId == shipmentId)
                .OrderBy(known => known.AcceptanceNo).ToListAsync(ct);
        List<CarrierChange> changes = shipment.CarrierChangeCount == 0
            ? []
            : await db.CarrierChanges.AsNoTracking().Where(known => known.ShipmentId == shipmentId)
                .OrderBy(known => known.Number).ToListAsync(ct);
        List<LossReport> losses = shipment.LossReportCount == 0
            ? []
            : await db.LossReports.AsNoTracking().Where(known => known.ShipmentId == shipmentId)
                .OrderBy(known => known.Number).ToListAsync(ct);
        var recalls = await db.RecallsOfAsync(shipmentId, ct);
        List<CustodyEvent> scans = shipment.BreachedAt is null
            ? []
            : await db.CustodyEvents.AsNoTracking().Where(known => known.ShipmentId == shipmentId).ToListAsync(ct);
        access.Of(shipmentId, shipment.Parties);
        return TypedResults.Ok(ShipmentView.Of(shipment, acceptances, changes, losses, recalls, scans, caller));
    }
}
