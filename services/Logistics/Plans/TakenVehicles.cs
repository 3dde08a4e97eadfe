using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Routing.Network;
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

    /// <summary>A vehicle that can't be used from a day on until another.</summary>
    public static List<TakenVehicle> OutOf(Guid vehicleId, DateOnly first, DateOnly last) =>
        [.. Enumerable.Range(0, last.DayNumber - first.DayNumber + 1).Select(day => new TakenVehicle(vehicleId, first.AddDays(day)))];

    /// <summary>
    /// A plan that took long to make, with the vehicles that other plans have left meanwhile. It locks those that its tours use and all
    /// that could take their place, in one order, and counts them then: so it is mended once, and nobody takes one until it is saved.
    /// </summary>
    /// <param name="db">In the transaction that saves the plan, after its shipments were locked.</param>
    /// <param name="network">For which it was made.</param>
    /// <param name="planned">As it was made.</param>
    /// <param name="days">The first and the last day of its tours.</param>
    /// <param name="options">How long tours are searched.</param>
    public static async Task<NetworkPlan> WithVehiclesLeftAsync(
        this LogisticsDb db, PlanNetwork network, NetworkPlan planned, (DateOnly First, DateOnly Last) days, PlanOptions options,
        CancellationToken ct)
    {
        var usable = NetworkReplanner.VehiclesFor(network.Problem, planned);
        await db.LockAsync<CarrierVehicle>(usable.Select(Guid.Parse), ct);
        var taken = await db.TakenAsync(days.First, days.Last, ct);
        var left = network.Problem.With(
            // What is not locked may be taken at any moment.
            [.. network.Problem.Vehicles.Select(vehicle => usable.Contains(vehicle.Id) ? vehicle : vehicle with { Count = 0 })],
            [.. taken.Select(network.OutOfServiceOf).Where(gone => usable.Contains(gone.Vehicle))]);
        return NetworkReplanner.WithVehiclesLeft(left, planned, new NetworkLimits(options.StepsPerStop), ct).Plan;
    }

    /// <summary>
    /// Locks the vehicles that a plan asks for anew, and makes sure that no other plan has asked for the last of them since they were
    /// counted. Called in the transaction that writes, before it saves.
    /// </summary>
    /// <param name="plan">With its tours, as they are to be.</param>
    /// <exception cref="RuleBrokenException">Another plan has them by now.</exception>
    public static async Task RequireVehiclesFreeAsync(this LogisticsDb db, TransportPlan plan, CancellationToken ct)
    {
        db.ChangeTracker.DetectChanges();
        var added = plan.Tours.Where(tour => db.Entry(tour).State == EntityState.Added).ToList();
        if (added.Count == 0)
        {
            return;
        }

        Guid[] ids = [.. added.Select(tour => tour.VehicleId).Distinct()];
        await db.LockAsync<CarrierVehicle>(ids, ct);
        var counts = await db.Vehicles.AsNoTracking().Where(vehicle => ids.Contains(vehicle.Id))
            .ToDictionaryAsync(vehicle => vehicle.Id, vehicle => vehicle.Count, ct);
        var others = await db.TakenAsync(added.Min(tour => tour.Day), added.Max(tour => tour.Day), ct, except: plan.PlanId);
        var own = plan.Tours.Where(tour => tour.State is TourState.Offered or TourState.Accepted)
            .Select(tour => new TakenVehicle(tour.VehicleId, tour.Day));
        var taken = others.Concat(own).CountBy(use => use).ToDictionary();
        if (added.Exists(tour => taken[new TakenVehicle(tour.VehicleId, tour.Day)] > counts[tour.VehicleId]))
        {
            throw new RuleBrokenException(
                "vehicles_taken",
                "部分车辆在计算期间已被其他计划占用，请重新操作。",
                "Other plans have asked for some of the vehicles meanwhile; do it again.");
        }
    }
}
