using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Network;

/// <summary>
/// POST /logistics/carriers/{carrierId}/vehicles. A registered carrier offers vehicles at a price. It needs nobody's confirmation: plans
/// take the cheapest that are fit, and a tour binds the carrier only once it has accepted it.
/// </summary>
public static class RegisterVehicle
{
    public sealed record Request : VehicleStatement
    {
        /// <summary>Made by the caller.</summary>
        public required Guid VehicleId { get; init; }

        public override void Check(Checks check)
        {
            check.NewId(VehicleId, "vehicleId");
            base.Check(check);
        }
    }

    public static void Map(RouteGroupBuilder carriers) => carriers.MapPost("/{carrierId:guid}/vehicles", HandleAsync)
        .WithName(nameof(RegisterVehicle)).WithSummary("登记车辆和运价 Offer vehicles at a price")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Created<VehicleView>> HandleAsync(
        Guid carrierId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        if (carrierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        var vehicle = await db.OfferAsync(request, request.VehicleId, carrierId, BusinessDay.Of(clock.GetUtcNow()), ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/logistics/carriers/{carrierId}/vehicles", VehicleView.Of(vehicle));
    }
}
