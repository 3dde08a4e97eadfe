using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Disputes;

/// <summary>GET /logistics/disputes/{disputeId}: seen by those who see its shipment.</summary>
public static class GetDispute
{
    public static void Map(RouteGroupBuilder disputes) => disputes.MapGet("/{disputeId:guid}", HandleAsync)
        .WithName(nameof(GetDispute))
        .WithSummary("查看异议 Get a dispute")
        .For(Refusals.Readers).RecordsAccess<LogisticsDb>("dispute");

    static async Task<Ok<DisputeView>> HandleAsync(
        Guid disputeId, LogisticsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var found = await db.SeenDisputes.AsNoTracking().SingleOrDefaultAsync(known => known.DisputeId == disputeId, ct)
            ?? throw Refusals.NoDispute(disputeId);
        var shipment = await db.Shipments.AsNoTracking().SingleAsync(known => known.ShipmentId == found.ShipmentId, ct);
        access.Of(disputeId, shipment.Parties);
        return TypedResults.Ok(DisputeView.Of(found, ShipmentViewers.Of(caller, shipment)));
    }
}
