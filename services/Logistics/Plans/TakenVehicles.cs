using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>One vehicle of an offer that a tour of a plan uses on a day.</summary>
sealed record TakenVehicle(Guid VehicleId, DateOnly Day);

/// <summary>Which vehicles plans that stand have asked for or been promised, and which have failed.</summary>
static class TakenVehicles
{
    /// <summary>One for each tour of some days, of all plans, whoever made them, and for each day on which a failed one is out.</summary>
    /// <param name="except">The plan whose tours, but those that failed, do not count; null when all do.</param>
    public static async Task<List<TakenVehicle>> TakenAsync(
        this LogisticsDb db, DateOnly first, DateOnly last, CancellationToken ct, Guid? except = null)
    {
        var asked = await (
            from tour in db.PlanTours
            join plan in db.Plans.IgnoreQueryFilters() on tour.PlanId equals plan.PlanId
            where tour.Day >= first && tour.Day <= last && plan.State == PlanState.Proposed && plan.PlanId != except
                && (tour.State == TourState.Offered || tour.State == TourState.Accepted)
            select new TakenVehicle(tour.VehicleId, tour.Day)).ToListAsync(ct);
        var failed = await db.PlanTours.Where(tour => tour.VehicleOutUntil >= first && tour.Day <= last)
            .Select(tour => new { tour.VehicleId, tour.Day, Until = tour.VehicleOutUntil!.Value }).ToListAsync(ct);
        asked.AddRange(
            from lorry in failed
            from day in Enumerable.Range(0, lorry.Until.DayNumber - lorry.Day.DayNumber + 1).Select(lorry.Day.AddDays)
            where day >= first && day <= last
            select new TakenVehicle(lorry.VehicleId, day));
        return asked;
    }
}
