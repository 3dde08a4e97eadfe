using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>GET /logistics/carriers/{carrierId}/vehicles: what a carrier offers, and offered.</summary>
public static class ListVehicles
{
    public static void Map(RouteGroupBuilder carriers) => carriers.MapGet("/{carrierId:guid}/vehicles", HandleAsync)
        .WithName(nameof(ListVehicles)).WithSummary("承运商的车辆和运价 Vehicles and prices of a carrier").ForEveryRole();

    static async Task<Ok<Page<VehicleView>>> HandleAsync(
        Guid carrierId, [AsParameters] PageQuery page, LogisticsDb db, CancellationToken ct)
    {
        var vehicles = db.Vehicles.AsNoTracking().Where(vehicle => vehicle.CarrierId == carrierId);
        if (Cursor.Decode(page.After, 1) is [var last] && Cursor.Id(last) is var after)
        {
            vehicles = vehicles.Where(vehicle => vehicle.Id > after);
        }

        var found = await vehicles.OrderBy(vehicle => vehicle.Id).Take(page.Size + 1).ToListAsync(ct);
        return TypedResults.Ok(Page.Of(found, page.Size, VehicleView.Of, vehicle => Cursor.Encode(vehicle.Id.ToString())));
    }
}
