using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Regions;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Routing.Network;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// POST /logistics/plans/{planId}/tours/{number}/breakdown. The lorry of a tour breaks down on its way. What it was through with stays;
/// what is on board goes on by vehicles at rest, from where it stands, or stays in the custody of the carrier with the reason; what it had
/// not taken in yet goes as after a failure. The carrier speaks against itself: it loses the rest of the tour, and answers for what is on
/// board until another takes it over; the office gains nothing by it.
/// </summary>
public static partial class ReportBreakdown
{
    /// <summary>Most shipments that are named as being on board.</summary>
    const int OnBoardMax = 1_000;

    public sealed record Request : IChecked
    {
        /// <summary>What happened, 1 to 200 characters for the others.</summary>
        public required string Note { get; init; }

        /// <summary>Where the lorry stands.</summary>
        public required Location Where { get; init; }

        /// <summary>The last day on which the lorry can't be used, at most 60 days after that of the tour; that day when absent.</summary>
        public DateOnly? OutUntil { get; init; }

        /// <summary>
        /// Shipments of the tour that are on board although nobody has scanned that they were loaded. What the carrier has taken over by
        /// its scans, and nobody from it, is on board in any case.
        /// </summary>
        public IReadOnlyList<Guid>? OnBoard { get; init; }

        public void Check(Checks check)
        {
            check.Text(Note, "note", max: 200);
            Where.Check(check);
            check.Count(OnBoard?.Count ?? 0, 0, OnBoardMax, "onBoard", "个发货单", "shipments");
        }
    }

    /// <summary>Where a lorry stands: coordinates, a node, or a region; exactly one of them.</summary>
    public sealed record Location
    {
        /// <summary>WGS 84, in degrees, with the longitude.</summary>
        public decimal? Latitude { get; init; }

        /// <inheritdoc cref="Latitude"/>
        public decimal? Longitude { get; init; }

        /// <summary>A station, hub or depot.</summary>
        public Guid? NodeId { get; init; }

        /// <summary>A region, in whose middle it is taken to be.</summary>
        public string? RegionId { get; init; }

        /// <summary>What the place is called, such as "G5 京昆高速 K2100", at most 100 characters; the node or region when absent.</summary>
        public string? PlaceName { get; init; }

        internal void Check(Checks check)
        {
            check.Range(Latitude ?? 0, -90, 90, "where.latitude");
            check.Range(Longitude ?? 0, -180, 180, "where.longitude");
            check.TextOrNone(PlaceName, "where.placeName", max: 100);
            check.Code(RegionId ?? "0", "where.regionId", max: 40);
            check.That(
                Latitude is null == Longitude is null
                    && new[] { Latitude is not null, NodeId is not null, RegionId is not null }.Count(given => given) == 1,
                "where.latitude",
                "location_unclear",
                "请填写停车位置：经纬度、节点或地区，三者选一。",
                "Say where the lorry stands: by latitude and longitude, by a node, or by a region; one of them.");
        }
    }

    public static void Map(RouteGroupBuilder plans) => plans.MapPost("/{planId:guid}/tours/{number:int}/breakdown", HandleAsync)
        .WithName(nameof(ReportBreakdown)).WithSummary("报告途中抛锚 Report that a lorry broke down on its way")
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
        plan.RequireProposed();
        tour.RequireStanding();
        tour.RequireBegun(now);
        if (tour.State == TourState.WithoutCarrier && caller.Has(Roles.Carrier))
        {
            throw PlanRows.NoTour(number);
        }

        var outUntil = ReportFailure.OutUntilOf(request.OutUntil, tour);
        var place = await PlaceAsync(request.Where, db, ct);
        var load = await LoadAsync(request, db, plan, tour, ct);
        await db.Entry(plan).Collection(known => known.Parts).LoadAsync(ct);
        var revision = await MendAsync(db, options.Value, plan, tour, new Report(place, load, outUntil, request.Note), caller, now, ct);
        await db.LeavePlanAsync(revision, ct);
        await db.SaveChangesAsync(ct);
        BrokenDown(logger, planId, number, revision.Number, load.OnBoard.Count, revision.LeftOut.Count);
        return TypedResults.Ok(PlanView.Of(plan, caller));
    }

    static async Task<BreakdownPlace> PlaceAsync(Location where, LogisticsDb db, CancellationToken ct)
    {
        if (where is { Latitude: { } latitude, Longitude: { } longitude })
        {
            return new BreakdownPlace(
                Degrees.ToMicro(longitude)!.Value, Degrees.ToMicro(latitude)!.Value,
                where.PlaceName ?? string.Create(CultureInfo.InvariantCulture, $"{latitude:0.###}, {longitude:0.###}"));
        }

        var node = where.NodeId is { } nodeId
            ? await db.Nodes.AsNoTracking().Include(known => known.Region).SingleOrDefaultAsync(known => known.Id == nodeId, ct)
                ?? throw new InvalidRequestException("node_unknown", "where.nodeId", "没有这个物流节点。", "There is no such node.")
            : null;
        if (node is { LatitudeMicroDegrees: { } north, LongitudeMicroDegrees: { } east })
        {
            return new BreakdownPlace(east, north, where.PlaceName ?? node.Name);
        }

        var region = node?.Region ?? await db.CurrentRegionNamedAsync(where.RegionId!, "where.regionId", ct);
        string[] above = [.. new RegionPath(region.PathValue).Ids];
        var middle = (await db.Regions.AsNoTracking().Where(known => above.Contains(known.Id) && known.LatitudeMicroDegrees != null)
            .ToListAsync(ct)).MaxBy(known => known.PathValue.Length);
        return middle is { LatitudeMicroDegrees: { } latitudeOf, LongitudeMicroDegrees: { } longitudeOf }
            ? new BreakdownPlace(longitudeOf, latitudeOf, where.PlaceName ?? node?.Name ?? region.Name)
            : throw new InvalidRequestException(
                "location_unknown", "where", "该地区没有坐标，请改填经纬度。", "Nobody knows where that region is; give latitude and longitude.");
    }

    /// <summary>What the scans say, and what is said to be on board besides.</summary>
    static async Task<LorryLoad> LoadAsync(Request request, LogisticsDb db, TransportPlan plan, PlanTour tour, CancellationToken ct)
    {
        var known = await LorryLoad.OfAsync(db, plan, tour, ct);
        var stated = request.OnBoard?.ToHashSet() ?? [];
        if (stated.Except(known.OnBoard).Except(known.Waiting).Any())
        {
            throw new InvalidRequestException(
                "not_on_tour", "onBoard", "有发货单不在该趟次上，或已经送达、已由他方接收。",
                "Some of the shipments are not on this tour, or were delivered or taken over by others.");
        }

        if (stated.Count > 0 && tour.State != TourState.Accepted)
        {
            throw new InvalidRequestException(
                "tour_not_accepted", "onBoard", "该趟次未被接受，车上不会有货物。", "Nobody has accepted this tour: nothing can be on board.");
        }

        return known.OnBoard.Count + known.Waiting.Count > 0
            ? new LorryLoad(
                [.. known.OnBoard, .. known.Waiting.Where(stated.Contains)], [.. known.Waiting.Where(id => !stated.Contains(id))])
            : throw new RuleBrokenException(
                "tour_done", $"第 {tour.Number} 趟的货物均已送达或交出，没有需要改派的货物。",
                $"All goods of tour {tour.Number} were delivered or handed on; there is nothing to go otherwise.");
    }

    static async Task<PlanRevision> MendAsync(
        LogisticsDb db, PlanOptions options, TransportPlan plan, PlanTour tour, Report report, Caller caller, DateTimeOffset now,
        CancellationToken ct)
    {
        // A tour that nobody has accepted is not driven, and no lorry of its carrier has failed.
        var isDriven = tour.State == TourState.Accepted;
        var number = plan.Revisions.Count + 1;
        var mending = await PlanMending.OfAsync(
            db, options, plan, now, isDriven ? TakenVehicles.OutOf(tour.VehicleId, tour.Day, report.OutUntil) : [],
            (isDriven ? tour.RefusedBy : [.. tour.RefusedBy, tour.CarrierId], tour.Day), ct, report.Place);
        var loads = LoadsOf(tour, report);
        if (isDriven)
        {
            tour.BreakDown(number, report.OutUntil, [.. report.Load.OnBoard, .. report.Load.Waiting], now);
        }
        else
        {
            tour.Replace(number);
        }

        IReadOnlyList<PlanLeftOut> leftOut = mending.PlaceOf(tour) is null
            ? []
            : mending.Apply(
                mending.BreakDown(
                    tour, [.. loads], tour.Transfer is null ? report.Load.Waiting : [], new NetworkLimits(options.StepsPerStop), ct),
                tour, number, now);
        var revision = new PlanRevision
        {
            PlanId = plan.PlanId,
            Number = number,
            Cause = isDriven ? PlanChangeCause.LorryBrokeDown : PlanChangeCause.NoCarrier,
            By = caller.Has(Roles.Carrier) ? PlanChanger.Carrier : PlanChanger.Office,
            ChangedBy = caller.Subject,
            At = now,
            TourNumber = tour.Number,
            Note = report.Note,
            PlaceName = report.Place.Name,
            LongitudeMicroDegrees = report.Place.LongitudeMicroDegrees,
            LatitudeMicroDegrees = report.Place.LatitudeMicroDegrees,
            LeftOut = leftOut,
        };
        plan.Revise(revision);
        await db.RequireVehiclesFreeAsync(plan, ct);
        return revision;
    }

    /// <summary>What is on board, and what the tour was to take over from another lorry and has not: that is still where it was.</summary>
    static IEnumerable<(BreakdownPlace Place, IReadOnlyList<Guid> Shipments)> LoadsOf(PlanTour tour, Report report)
    {
        if (report.Load.OnBoard.Count > 0)
        {
            yield return (report.Place, report.Load.OnBoard);
        }

        if (tour.Transfer is { } transfer && report.Load.Waiting.Count > 0)
        {
            yield return (BreakdownPlace.Of(transfer), report.Load.Waiting);
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "The lorry of tour {Tour} of plan {PlanId} broke down ({Revision}); {OnBoard} shipments were on board, {LeftOut} can't go")]
    static partial void BrokenDown(ILogger logger, Guid planId, int tour, int revision, int onBoard, int leftOut);

    sealed record Report(BreakdownPlace Place, LorryLoad Load, DateOnly OutUntil, string Note);
}
