using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>One vehicle of an offer that a tour of a plan uses on a day.</summary>
sealed record TakenVehicle(Guid VehicleId, DateOnly Day);

/// <summary>Which vehicles plans that stand have asked for or been promised.</summary>
static class TakenVehicles
{
    /// <summary>One for each tour of some days, of all plans, whoever made them.</summary>
    public static Task<List<TakenVehicle>> TakenAsync(this LogisticsDb db, DateOnly first, DateOnly last, CancellationToken ct) => (
        from tour in db.PlanTours
        join plan in db.Plans.IgnoreQueryFilters() on tour.PlanId equals plan.PlanId
        where tour.Day >= first && tour.Day <= last && plan.State == PlanState.Proposed
            && (tour.State == TourState.Offered || tour.State == TourState.Accepted)
        select new TakenVehicle(tour.VehicleId, tour.Day)).ToListAsync(ct);
}
