using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Returns;

/// <summary>GET /logistics/returns/{returnId}: seen by those who see its shipment.</summary>
public static class GetReturn
{
    public static void Map(RouteGroupBuilder returns) => returns.MapGet("/{returnId:guid}", HandleAsync)
        .WithName(nameof(GetReturn))
        .WithSummary("查看退货与索赔 Get a return or claim")
        .For(Refusals.Readers).RecordsAccess<LogisticsDb>("return");

    static async Task<Ok<ReturnView>> HandleAsync(
        Guid returnId, LogisticsDb db, Caller caller, ReadAccess access, CancellationToken ct)
    {
        var found = await db.SeenReturns.AsNoTracking().SingleOrDefaultAsync(known => known.ReturnId == returnId, ct)
            ?? throw Refusals.NoReturn(returnId);
        var shipment = await db.Shipments.AsNoTracking().SingleAsync(known => known.ShipmentId == found.ShipmentId, ct);
        access.Of(returnId, shipment.Parties);
        return TypedResults.Ok(ReturnView.Of(found, ShipmentViewers.Of(caller, shipment)));
    }
}
