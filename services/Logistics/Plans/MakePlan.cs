using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Jobs;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Routing.Network;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// POST /logistics/plans. An office of the region where goods come from plans how its planned shipments go: it sees them all, and gains
/// nothing by who carries them. Each tour is offered to the carrier of its vehicle.
/// </summary>
public static class MakePlan
{
    const int DaysMax = 7;
    const long DirectBytesMax = 1024 * 1024;

    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid PlanId { get; init; }

        /// <summary>Whose goods: a county, or what is above it.</summary>
        public required string RegionId { get; init; }

        /// <summary>The first day of delivery.</summary>
        public required DateOnly DeliverFrom { get; init; }

        /// <summary>The last day of delivery, at most six days later.</summary>
        public required DateOnly DeliverUntil { get; init; }

        public void Check(Checks check)
        {
            check.NewId(PlanId, "planId");
            check.Code(RegionId, "regionId", max: 40);
            check.Period(DeliverFrom, DeliverUntil, "deliverUntil", DaysMax);
        }
    }

    public static void Map(RouteGroupBuilder plans) => plans.MapPost("/", HandleAsync)
        .WithName(nameof(MakePlan)).WithSummary("生成调度计划 Plan how shipments go")
        .WithDescription("Takes the shipments of the region that wait for their dispatch, are due in the period and are in no other plan.")
        .For(Roles.Official).Decided(DecidedBy.Region).IsExpensive().RequireIdempotencyKey<LogisticsDb>()
        .CanBeJob<LogisticsDb>(DirectBytesMax);

    static async Task<Created<PlanView>> HandleAsync(
        Request request, LogisticsDb db, Caller caller, Authority authority, IOptions<PlanOptions> options, JobProgress progress,
        TimeProvider clock, CancellationToken ct)
    {
        var region = await db.CurrentRegionNamedAsync(request.RegionId, "regionId", ct);
        authority.Require(region.PathValue);
        var now = clock.NowToTheMillisecond();
        RequireAhead(request, BusinessDay.Of(now));
        var shipments = await ShipmentsAsync(request, db, options.Value, ct);
        var today = BusinessDay.Of(now);
        var vehicles = await db.PlanVehiclesAsync(region.PathValue, today, ct);
        var network = PlanNetwork.Of(
            options.Value, shipments, await db.PlanNodesAsync(today, [], ct), [.. vehicles.Values],
            await db.TakenAsync(today, request.DeliverUntil, ct),
            await db.Regions.AsNoTracking().ToDictionaryAsync(known => known.Id, ct), await db.DockSitesAsync(shipments, ct),
            await db.StationsAsync(shipments, today, ct), today, now, await db.PlanLanesAsync(today, ct));
        var planned = NetworkPlanner.Plan(
            network.Problem,
            NetworkStrategy.Search,
            new NetworkLimits(options.Value.StepsPerStop, Seed: 1, options.Value.Parallel, options.Value.SearchFor),
            new Telling(progress),
            ct);
        await db.RequireTransactionAsync(ct);
        var gone = await GoneAsync(db, shipments, ct);
        var waiting = gone.Count == 0 ? planned : NetworkReplanner.WithoutParts(
            network.Problem, planned, gone.Select(id => $"{id}").ToHashSet(), new NetworkLimits(options.Value.StepsPerStop), ct).Plan;
        var kept = await db.WithVehiclesLeftAsync(network, waiting, (today, request.DeliverUntil), options.Value, ct);
        var plan = ToPlan(request, region, caller, new WritePlan(network, kept, vehicles), gone, now);
        db.Add(plan);
        await db.RequireVehiclesFreeAsync(plan, ct);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/logistics/plans/{plan.PlanId}", PlanView.Of(plan, caller));
    }

    static void RequireAhead(Request request, DateOnly today)
    {
        if (request.DeliverFrom < today || request.DeliverUntil.DayNumber - today.DayNumber > 60)
        {
            throw new InvalidRequestException(
                "day_out_of_range", "deliverFrom", "只能安排今天起 60 天内送达的货物。", "Only what is due from today on and within 60 days is planned.");
        }
    }

    /// <summary>What waits for its dispatch, comes wholly from the region and is in no plan that stands.</summary>
    static async Task<List<Shipment>> ShipmentsAsync(Request request, LogisticsDb db, PlanOptions options, CancellationToken ct)
    {
        var segment = RegionPath.Segment(request.RegionId);
        var shipments = await db.Shipments.AsNoTracking().Include(shipment => shipment.Lines)
            .Where(shipment => shipment.State == ShipmentState.Planned && shipment.StrandedSince == null
                && shipment.DeliverOn >= request.DeliverFrom && shipment.DeliverOn <= request.DeliverUntil
                && shipment.CommonOrigin.Contains(segment))
            .Where(shipment => !InPlans(db).Any(part => part.ShipmentId == shipment.ShipmentId))
            .OrderBy(shipment => shipment.ShipmentId).Take(options.ShipmentsMax + 1).AsSplitQuery().ToListAsync(ct);
        return shipments.Count switch
        {
            0 => throw new RuleBrokenException(
                "nothing_to_plan", "该地区在这几天没有待安排的货物。", "Nothing of the region waits to be planned for these days."),
            var count when count > options.ShipmentsMax => throw new RuleBrokenException(
                "too_much_to_plan",
                $"待安排的货物超过 {options.ShipmentsMax} 单，请按下级地区或按天安排。",
                $"More than {options.ShipmentsMax} shipments wait; plan them by smaller regions or by day."),
            // A direct request holds its transaction, on SQLite the only one, while it plans.
            var count when count > options.DirectShipmentsMax && db.Database.CurrentTransaction is not null =>
                throw new RuleBrokenException(
                    "too_much_to_plan_at_once",
                    $"待安排的货物有 {count} 单，超过 {options.DirectShipmentsMax} 单请作为任务提交（请求头 Prefer: respond-async）。",
                    $"{count} shipments wait; more than {options.DirectShipmentsMax} are planned as a job (header Prefer: respond-async)."),
            _ => shipments,
        };
    }

    static IQueryable<PlanPart> InPlans(LogisticsDb db) => db.PlanParts.Where(part => part.ReleasedAt == null);

    /// <summary>
    /// Shipments that were dispatched, cancelled or planned by others while this plan was made; the rest is locked and still waits.
    /// Of two plans for the same shipments, made at the same time, one has them.
    /// </summary>
    /// <exception cref="RuleBrokenException">None is left.</exception>
    static async Task<HashSet<Guid>> GoneAsync(LogisticsDb db, List<Shipment> shipments, CancellationToken ct)
    {
        Guid[] ids = [.. shipments.Select(shipment => shipment.ShipmentId)];
        await db.LockAsync<Shipment>(ids, ct);
        var waiting = await db.Shipments.AsNoTracking()
            .Where(shipment => ids.Contains(shipment.ShipmentId) && shipment.State == ShipmentState.Planned
                && shipment.StrandedSince == null && !InPlans(db).Any(part => part.ShipmentId == shipment.ShipmentId))
            .Select(shipment => shipment.ShipmentId).ToListAsync(ct);
        return waiting.Count > 0 ? [.. ids.Except(waiting)] : throw new RuleBrokenException(
            "shipments_changed",
            "这些货物在计算期间都已发货、取消或被其他计划安排，请重新生成。",
            "All of the shipments were dispatched, cancelled or planned meanwhile; make the plan again.");
    }

    static TransportPlan ToPlan(
        Request request, Region region, Caller caller, WritePlan write, HashSet<Guid> gone, DateTimeOffset now)
    {
        var plan = new TransportPlan
        {
            PlanId = request.PlanId,
            RegionId = region.Id,
            PathValue = region.PathValue,
            DeliverFrom = request.DeliverFrom,
            DeliverUntil = request.DeliverUntil,
            MadeAt = now,
            MadeBy = caller.Subject,
            LeftOut = [.. write.LeftOut().Where(left => !gone.Contains(left.ShipmentId)), .. gone.Order().Select(PlanLeftOut.Changed)],
        };
        foreach (var tour in write.Tours(request.PlanId))
        {
            plan.Add(tour, write.StationOf);
        }

        return plan;
    }

    sealed class Telling(JobProgress progress) : IProgress<NetworkProgress>
    {
        public void Report(NetworkProgress value) => progress.Advance(5, 90, value.Done, value.All);
    }
}
