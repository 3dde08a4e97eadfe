using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Routing.Network;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// POST /logistics/plans/{planId}/tours/{number}/failure. The lorry of a tour fails before it begins, or nobody drives it: its goods go by
/// vehicles at rest, by room in tours that nobody has accepted yet, another way, or stay with the reason. Other tours stay as they are.
/// The carrier speaks against itself: it loses the tour; the office gains nothing by it.
/// </summary>
public static partial class ReportFailure
{
    const int OutDaysMax = 60;

    public sealed record Request : IChecked
    {
        /// <summary>Why, 1 to 200 characters for the others.</summary>
        public required string Note { get; init; }

        /// <summary>
        /// The last day on which the lorry can't be used, at most 60 days after the day of the tour; that day when absent. No plan asks for
        /// it until then.
        /// </summary>
        public DateOnly? OutUntil { get; init; }

        public void Check(Checks check) => check.Text(Note, "note", max: 200);
    }

    public static void Map(RouteGroupBuilder plans) => plans.MapPost("/{planId:guid}/tours/{number:int}/failure", HandleAsync)
        .WithName(nameof(ReportFailure)).WithSummary("报告车辆故障 Report that a tour can't be driven")
        .For(Roles.Carrier, Roles.Official).Decided(DecidedBy.Sides).RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<PlanView>> HandleAsync(
        Guid planId, int number, Request request, LogisticsDb db, Caller caller, Authority authority, IOptions<PlanOptions> options,
        TimeProvider clock, ILogger<TransportPlan> logger, CancellationToken ct)
    {
        var now = clock.NowToTheMillisecond();
        await db.LockShipmentsOfTourAsync(planId, number, ct);
        await db.LockSeenAsync<TransportPlan>([planId], ct);
        var plan = await db.PlanAsync(planId, ct);
        var tour = plan.Tours.FirstOrDefault(known =>
                known.Number == number && (caller.Has(Roles.Official) || known.CarrierId == caller.Org))
            ?? throw PlanRows.NoTour(number);
        authority.SidesOf(new Matter([new Side(Roles.Carrier, plan.PathValue, tour.CarrierId)]));
        RequireChangeable(plan, tour, caller, now);
        var outUntil = OutUntilOf(request.OutUntil, tour);
        await db.Entry(plan).Collection(known => known.Parts).LoadAsync(ct);
        var revision = await MendAsync(db, options.Value, plan, tour, outUntil, request.Note, caller, now, ct);
        await db.LeavePlanAsync(revision, ct);
        await db.SaveChangesAsync(ct);
        Changed(logger, planId, revision.Number, revision.Cause, revision.LeftOut.Count);
        return TypedResults.Ok(PlanView.Of(plan, caller));
    }

    static void RequireChangeable(TransportPlan plan, PlanTour tour, Caller caller, DateTimeOffset now)
    {
        plan.RequireProposed();
        tour.RequireStanding();
        tour.RequireAhead(now);
        if (tour.State == TourState.WithoutCarrier && caller.Has(Roles.Carrier))
        {
            throw PlanRows.NoTour(tour.Number);
        }
    }

    /// <summary>The last day on which the lorry of a tour can't be used.</summary>
    internal static DateOnly OutUntilOf(DateOnly? said, PlanTour tour)
    {
        var outUntil = said ?? tour.Day;
        return outUntil >= tour.Day && outUntil.DayNumber - tour.Day.DayNumber <= OutDaysMax
            ? outUntil
            : throw new InvalidRequestException(
                "day_out_of_range", "outUntil", $"停用的最后一日须在 {tour.Day:yyyy-MM-dd} 起 {OutDaysMax} 天之内。",
                $"The last day is from {tour.Day:yyyy-MM-dd} on and within {OutDaysMax} days.");
    }

    static async Task<PlanRevision> MendAsync(
        LogisticsDb db, PlanOptions options, TransportPlan plan, PlanTour tour, DateOnly outUntil, string note, Caller caller,
        DateTimeOffset now, CancellationToken ct)
    {
        var isRefused = tour.State == TourState.WithoutCarrier;
        var (vehicle, number) = (tour.VehicleId, plan.Revisions.Count + 1);
        var failed = isRefused ? [] : TakenVehicles.OutOf(vehicle, tour.Day, outUntil);
        var mending = await PlanMending.OfAsync(db, options, plan, now, failed, (tour.RefusedBy, tour.Day), ct);
        IReadOnlyList<PlanLeftOut> leftOut = [];
        if (isRefused)
        {
            tour.Replace(number);
        }
        else
        {
            tour.Fail(number, outUntil);
        }

        if (mending.PlaceOf(tour) is { } place)
        {
            // What it was to take over on the way is where it was.
            var limits = new NetworkLimits(options.StepsPerStop);
            var repaired = tour.Transfer is { } transfer
                ? mending.BreakDown(
                    tour, [(BreakdownPlace.Of(transfer), [.. tour.Remaining.Select(stop => stop.ShipmentId)])], [], limits, ct)
                : NetworkReplanner.WithoutTour(
                    mending.Problem, mending.Planned, place.Key, place.Number, mending.Limits, limits, ct);
            leftOut = mending.Apply(repaired, tour, number, now);
        }

        var revision = new PlanRevision
        {
            PlanId = plan.PlanId,
            Number = number,
            Cause = isRefused ? PlanChangeCause.NoCarrier : PlanChangeCause.LorryFailed,
            By = caller.Has(Roles.Carrier) ? PlanChanger.Carrier : PlanChanger.Office,
            ChangedBy = caller.Subject,
            At = now,
            TourNumber = tour.Number,
            Note = note,
            LeftOut = leftOut,
        };
        plan.Revise(revision);
        await db.RequireVehiclesFreeAsync(plan, ct);
        return revision;
    }

    [LoggerMessage(LogLevel.Information, "Plan {PlanId} was changed ({Revision}) since {Cause}; {LeftOut} shipments can't go")]
    static partial void Changed(ILogger logger, Guid planId, int revision, PlanChangeCause cause, int leftOut);
}
