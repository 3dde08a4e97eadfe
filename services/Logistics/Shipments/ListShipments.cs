using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>GET /logistics/shipments. The newest first.</summary>
public static class ListShipments
{
    public static void Map(RouteGroupBuilder shipments) => shipments.MapGet("/", HandleAsync)
        .WithName(nameof(ListShipments))
        .WithSummary("查询发货单 List shipments")
        .For(Roles.Supplier, Roles.Carrier, Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator);

    static async Task<Ok<Page<ShipmentSummary>>> HandleAsync(
        LogisticsDb db, [AsParameters] PageQuery page, CancellationToken ct, ShipmentState? state = null, Guid? orderId = null)
    {
        var shipments = db.Shipments.AsNoTracking();
        if (orderId is { } order)
        {
            shipments = shipments.Where(shipment => shipment.OrderId == order);
        }

        if (Cursor.DecodeInstantAndId(page.After) is var (at, id))
        {
            shipments = shipments.Where(shipment => shipment.PlannedAt < at || (shipment.PlannedAt == at && shipment.ShipmentId < id));
        }

        // A short walk along an index for each state, instead of sorting all that a large carrier ever had.
        ShipmentState[] states = state is { } only ? [only] : Enum.GetValues<ShipmentState>();
        var newest = states.Select(wanted => Newest(shipments.Where(shipment => shipment.State == wanted), page.Size))
            .Aggregate(Queryable.Concat);
        var found = await Newest(newest, page.Size).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, ShipmentSummary.Of, last => Cursor.Encode(last.PlannedAt, last.ShipmentId)));
    }

    /// <summary>One more than the page holds tells that there is a next page.</summary>
    static IQueryable<Shipment> Newest(IQueryable<Shipment> shipments, int size) =>
        shipments.OrderByDescending(shipment => shipment.PlannedAt).ThenByDescending(shipment => shipment.ShipmentId).Take(size + 1);
}
