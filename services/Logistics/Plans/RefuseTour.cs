using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// POST /logistics/plans/{planId}/tours/{number}/refusal, also of a tour that was accepted, until it begins. The next carrier is asked at
/// once: of those that have not refused, the one whose vehicle is fit, free that day and cheapest. When there is none the tour is without
/// carrier.
/// </summary>
public static class RefuseTour
{
    /// <summary>Why, if it is said.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Up to 200 characters for the office of the plan; other carriers don't see it.</summary>
        public string? Note { get; init; }

        public void Check(Checks check) => check.TextOrNone(Note, "note", max: 200);
    }

    public static void Map(RouteGroupBuilder plans) => plans.MapPost("/{planId:guid}/tours/{number:int}/refusal", HandleAsync)
        .WithName(nameof(RefuseTour)).WithSummary("拒绝趟次 Refuse a tour")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<LogisticsDb>();

    /// <summary>What became of the tour; who is asked next is not told.</summary>
    public sealed record Answer
    {
        public required int Number { get; init; }

        public required TourState State { get; init; }
    }

    static async Task<Ok<Answer>> HandleAsync(
        Guid planId, int number, Request request, LogisticsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        var (plan, tour) = await db.LockTourAsync(planId, number, caller, ct);
        tour.Refuse(request.Note, now);
        if (await NextAsync(db, plan, tour, BusinessDay.Of(now), ct) is { } next)
        {
            tour.Offer(next);
        }

        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Answer { Number = number, State = tour.State });
    }

    static async Task<CarrierVehicle?> NextAsync(
        LogisticsDb db, TransportPlan plan, PlanTour tour, DateOnly today, CancellationToken ct)
    {
        var use = tour.Kind == TourKind.Direct ? VehicleUse.Trunk : (VehicleUse)tour.Kind;
        Guid? node = use == VehicleUse.Trunk ? null : tour.NodeId;
        string[] loadIn = [.. new RegionPath(plan.PathValue).Ids];
        var hours = (tour.ReturnsAt - tour.DepartsAt).TotalHours;
        var vehicles = (await db.Vehicles.AsNoTracking().Where(vehicle => vehicle.Use == use && vehicle.NodeId == node
                && (vehicle.RegionId == null || loadIn.Contains(vehicle.RegionId))).ToListAsync(ct))
            .Where(vehicle => vehicle.IsOfferedOn(today) && vehicle.Classes.Contains(tour.Class)
                && !tour.RefusedBy.Contains(vehicle.CarrierId)
                && vehicle.PayloadKg >= tour.LoadKg && vehicle.VolumeLitres >= tour.LoadLitres && vehicle.HoursMax >= hours)
            .ToList();
        var carriers = vehicles.Select(vehicle => vehicle.CarrierId).Distinct().ToList();
        var active = (await db.Carriers.AsNoTracking().Where(carrier => carriers.Contains(carrier.Id)).ToListAsync(ct))
            .Where(carrier => carrier.StateOn(today) == CarrierState.Active).Select(carrier => carrier.Id).ToHashSet();
        vehicles.RemoveAll(vehicle => !active.Contains(vehicle.CarrierId));
        // Another plan that asks for one of them at this moment has decided before they are counted.
        await db.LockAsync<CarrierVehicle>(vehicles.Select(vehicle => vehicle.Id), ct);
        var taken = (await db.TakenAsync(tour.Day, tour.Day, ct)).CountBy(other => other.VehicleId).ToDictionary();
        return vehicles.Where(vehicle => taken.GetValueOrDefault(vehicle.Id) < vehicle.Count)
            .OrderBy(vehicle => vehicle.CostOf(tour.Metres)).ThenBy(vehicle => vehicle.Id).FirstOrDefault();
    }
}
