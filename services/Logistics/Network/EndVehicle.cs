using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/carriers/{carrierId}/vehicles/{vehicleId}/ending. From today they are in no new plan; tours that it has accepted stay.
/// </summary>
public static class EndVehicle
{
    public static void Map(RouteGroupBuilder carriers) => carriers
        .MapPost("/{carrierId:guid}/vehicles/{vehicleId:guid}/ending", HandleAsync)
        .WithName(nameof(EndVehicle)).WithSummary("停用车辆 No longer offer vehicles")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<VehicleView>> HandleAsync(
        Guid carrierId, Guid vehicleId, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (carrierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        await db.LockAsync<CarrierVehicle>([vehicleId], ct);
        var vehicle = await db.Vehicles.SingleOrDefaultAsync(known => known.Id == vehicleId && known.CarrierId == carrierId, ct)
            ?? throw new NotFoundException("vehicle_not_found", "没有此车型，请核对标识。", "There are no such vehicles; check the id.");
        vehicle.End(BusinessDay.Of(clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(VehicleView.Of(vehicle));
    }
}
