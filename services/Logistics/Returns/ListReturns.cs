using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Returns;

/// <summary>GET /logistics/returns: of the shipments that the caller may see, the newest first.</summary>
public static class ListReturns
{
    public static void Map(RouteGroupBuilder returns) => returns.MapGet("/", HandleAsync)
        .WithName(nameof(ListReturns))
        .WithSummary("查询退货与索赔 List returns and claims")
        .For(Refusals.Readers).RecordsAccess<LogisticsDb>("return");

    static async Task<Ok<Page<ReturnView>>> HandleAsync(
        LogisticsDb db, Caller caller, ReadAccess access, [AsParameters] PageQuery page, CancellationToken ct,
        ReturnState? state = null, Guid? shipmentId = null)
    {
        var returns = db.SeenReturns.AsNoTracking();
        if (shipmentId is { } shipment)
        {
            returns = returns.Where(known => known.ShipmentId == shipment);
        }

        if (state is { } wanted)
        {
            returns = returns.Where(known => known.State == wanted);
        }

        if (Cursor.DecodeInstantAndId(page.After) is var (at, id))
        {
            returns = returns.Where(known => known.RequestedAt < at || (known.RequestedAt == at && known.ReturnId < id));
        }

        var found = await returns.OrderByDescending(known => known.RequestedAt).ThenByDescending(known => known.ReturnId)
            .Take(page.Size + 1).ToListAsync(ct);
        var seenAs = await ShipmentViewers.OfAsync(db, caller, found.Select(known => known.ShipmentId), ct);
        return TypedResults.Ok(access.OfList(Page.Of(
            found,
            page.Size,
            known => ReturnView.Of(known, seenAs[known.ShipmentId]),
            last => Cursor.Encode(last.RequestedAt, last.ReturnId))));
    }
}
