using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Disputes;

/// <summary>GET /logistics/disputes: of the shipments that the caller may see, the newest first.</summary>
public static class ListDisputes
{
    public static void Map(RouteGroupBuilder disputes) => disputes.MapGet("/", HandleAsync)
        .WithName(nameof(ListDisputes))
        .WithSummary("查询异议 List disputes")
        .For(Refusals.Readers).RecordsAccess<LogisticsDb>("dispute");

    static async Task<Ok<Page<DisputeView>>> HandleAsync(
        LogisticsDb db, Caller caller, ReadAccess access, [AsParameters] PageQuery page, CancellationToken ct,
        DisputeState? state = null, Guid? shipmentId = null)
    {
        var disputes = db.SeenDisputes.AsNoTracking();
        if (shipmentId is { } shipment)
        {
            disputes = disputes.Where(known => known.ShipmentId == shipment);
        }

        if (state is { } wanted)
        {
            disputes = disputes.Where(known => known.State == wanted);
        }

        if (Cursor.DecodeInstantAndId(page.After) is var (at, id))
        {
            disputes = disputes.Where(known => known.RaisedAt < at || (known.RaisedAt == at && known.DisputeId < id));
        }

        var found = await disputes.OrderByDescending(known => known.RaisedAt).ThenByDescending(known => known.DisputeId)
            .Take(page.Size + 1).ToListAsync(ct);
        var seenAs = await ShipmentViewers.OfAsync(db, caller, found.Select(known => known.ShipmentId), ct);
        return TypedResults.Ok(access.OfList(Page.Of(
            found,
            page.Size,
            known => DisputeView.Of(known, seenAs[known.ShipmentId]),
            last => Cursor.Encode(last.RaisedAt, last.DisputeId))));
    }
}
