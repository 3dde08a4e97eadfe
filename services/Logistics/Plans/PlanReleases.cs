using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>What ends before it was sent drops out of its plan.</summary>
static class PlanReleases
{
    /// <summary>
    /// Releases shipments that have ended, and that the caller has locked: plans are locked after shipments. The caller saves.
    /// </summary>
    public static async Task ReleaseFromPlansAsync(
        this LogisticsDb db, IReadOnlyCollection<Guid> shipmentIds, DateTimeOffset at, CancellationToken ct)
    {
        var planIds = await db.PlanParts.Where(part => shipmentIds.Contains(part.ShipmentId) && part.ReleasedAt == null)
            .Select(part => part.PlanId).Distinct().ToListAsync(ct);
        if (planIds.Count == 0)
        {
            return;
        }

        await db.LockAsync<TransportPlan>(planIds, ct);
        var plans = await db.Plans.IgnoreQueryFilters().Where(plan => planIds.Contains(plan.PlanId))
            .Include(plan => plan.Parts.Where(part => shipmentIds.Contains(part.ShipmentId)))
            .Include(plan => plan.Tours.Where(tour => tour.Stops.Any(stop => shipmentIds.Contains(stop.ShipmentId))))
            .ThenInclude(tour => tour.Stops)
            .AsSplitQuery().ToListAsync(ct);
        plans.ForEach(plan => plan.Release(shipmentIds, at));
    }
}
