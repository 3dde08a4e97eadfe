using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>What the verbs of plans have in common.</summary>
static class PlanRows
{
    /// <summary>A plan that the caller sees, with its tours and stops.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<TransportPlan> PlanAsync(this LogisticsDb db, Guid planId, CancellationToken ct) =>
        await db.Plans.Include(plan => plan.Tours).ThenInclude(tour => tour.Stops).Include(plan => plan.Revisions).AsSplitQuery()
            .SingleOrDefaultAsync(plan => plan.PlanId == planId, ct) ?? throw new NotFoundException(
            "plan_not_found", $"没有调度计划 {planId}，或它不在您的可见范围内。", $"There is no plan {planId} that you may see.");

    /// <summary>A tour that the caller's organisation is asked to drive, of a plan that is locked.</summary>
    public static async Task<(TransportPlan Plan, PlanTour Tour)> LockTourAsync(
        this LogisticsDb db, Guid planId, int number, Caller caller, CancellationToken ct)
    {
        await db.LockSeenAsync<TransportPlan>([planId], ct);
        var plan = await db.PlanAsync(planId, ct);
        plan.RequireProposed();
        return plan.Tours.FirstOrDefault(tour => tour.Number == number && tour.CarrierId == caller.Org) is { } tour
            ? (plan, tour)
            : throw NoTour(number);
    }

    /// <summary>Locks the shipments of a tour, which alone can drop out when it ends; shipments are locked before plans.</summary>
    public static async Task LockShipmentsOfTourAsync(this LogisticsDb db, Guid planId, int number, CancellationToken ct) =>
        await db.LockAsync<Shipment>(
            await db.PlanStops.Where(stop => stop.PlanId == planId && stop.TourNumber == number && stop.ReleasedAt == null
                    && db.Plans.Any(plan => plan.PlanId == planId))
                .Select(stop => stop.ShipmentId).ToListAsync(ct),
            ct);

    /// <summary>Tells each shipment that can't go any more why. The caller has locked them, and saves.</summary>
    public static async Task LeavePlanAsync(this LogisticsDb db, PlanRevision revision, CancellationToken ct)
    {
        Guid[] ids = [.. revision.LeftOut.Select(left => left.ShipmentId)];
        var shipments = await db.Shipments.IgnoreQueryFilters().Where(known => ids.Contains(known.ShipmentId))
            .ToDictionaryAsync(known => known.ShipmentId, ct);
        foreach (var left in revision.LeftOut)
        {
            shipments[left.ShipmentId].LeavePlan(left, revision.At);
        }
    }

    /// <summary>There is no such tour, or it asks another carrier.</summary>
    public static NotFoundException NoTour(int number) => new(
        "tour_not_found", $"计划中没有第 {number} 趟，或它没有向贵单位询车。", $"The plan has no tour {number}, or another carrier is asked for it.");
}
