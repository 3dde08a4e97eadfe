using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// POST /logistics/plans/{planId}/tours/{number}/acceptance. The carrier that is asked drives the tour; a suspended one does not.
/// </summary>
public static class AcceptTour
{
    public static void Map(RouteGroupBuilder plans) => plans.MapPost("/{planId:guid}/tours/{number:int}/acceptance", HandleAsync)
        .WithName(nameof(AcceptTour)).WithSummary("接受趟次 Accept a tour")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<PlanView.TourView>> HandleAsync(
        Guid planId, int number, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var (_, tour) = await db.LockTourAsync(planId, number, caller, ct);
        var carrier = await db.CarrierAsync(tour.CarrierId, ct) ?? throw CarrierRegister.NotFound(tour.CarrierId);
        carrier.RequireActive(BusinessDay.Of(now), "planId");
        tour.Accept(now);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(PlanView.TourView.Of(tour));
    }
}
