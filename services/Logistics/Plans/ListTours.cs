using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Plans;

/// <summary>
/// GET /logistics/tours. Tours of plans that stand, the next to begin first: a carrier sees those for which it is asked or was, offices
/// those of plans of their region.
/// </summary>
public static class ListTours
{
    /// <summary>Of one call: an index begins with the carrier and the instant, or the instant alone.</summary>
    const int DaysMax = 62;

    public static void Map(RouteGroupBuilder api) => api.MapGet("/tours", HandleAsync)
        .WithName(nameof(ListTours)).WithSummary("趟次列表 Tours")
        .For(Roles.Official, Roles.Carrier, Roles.Auditor, Roles.Operator);

    /// <param name="From">The first day on which tours begin, in Asia/Shanghai.</param>
    /// <param name="Until">The last day: 62 days at most.</param>
    public sealed record Period(DateOnly From, DateOnly Until) : IChecked
    {
        public void Check(Checks check) => check.Period(From, Until, "until", DaysMax);
    }

    /// <summary>A tour without its stops.</summary>
    public sealed record Item
    {
        public required Guid PlanId { get; init; }

        /// <summary>From 1 in the plan.</summary>
        public required int Number { get; init; }

        public required TourKind Kind { get; init; }

        public required TourState State { get; init; }

        /// <summary>The day for which vehicles are counted: of collection, otherwise of delivery.</summary>
        public required DateOnly Day { get; init; }

        /// <summary>The hub of collection, the depot of trunk and delivery, the place of delivery of direct lorries.</summary>
        public required string PlaceName { get; init; }

        public required string Class { get; init; }

        public required DateTimeOffset DepartsAt { get; init; }

        public required DateTimeOffset ReturnsAt { get; init; }

        public required long Metres { get; init; }

        public required Guid VehicleId { get; init; }

        /// <summary>What the carrier calls the vehicle.</summary>
        public required string VehicleName { get; init; }

        public required Guid CarrierId { get; init; }

        /// <summary>How many shipments ride on it, without those that have dropped out.</summary>
        public required int Shipments { get; init; }

        /// <summary>What they weigh.</summary>
        public required int LoadKg { get; init; }

        public required long CostFen { get; init; }

        /// <summary>By when the carrier has to answer: when it begins; absent when nothing waits for its answer.</summary>
        public DateTimeOffset? AnswerBy { get; init; }

        /// <summary>Whether it takes its goods over from a lorry that broke down on its way.</summary>
        public required bool IsTransfer { get; init; }
    }

    static async Task<Ok<Page<Item>>> HandleAsync(
        [AsParameters] Period period, [AsParameters] PageQuery page, LogisticsDb db, TimeProvider clock, CancellationToken ct,
        TourState? state = null)
    {
        var now = clock.NowToTheMillisecond();
        var tours = Seen(db, BusinessDay.StartOf(period.From), BusinessDay.StartOf(period.Until.AddDays(1)));
        if (state is { } only)
        {
            tours = tours.Where(tour => tour.State == only);
        }

        if (Cursor.Decode(page.After, 3) is [var departs, var plan, var last])
        {
            var (at, planId, number) = (Cursor.Instant(departs), Cursor.Id(plan), Cursor.Number(last));
            tours = tours.Where(tour => tour.DepartsAt >= at && (tour.DepartsAt > at || tour.PlanId.CompareTo(planId) > 0
                || (tour.PlanId == planId && tour.Number > number)));
        }

        var found = await tours.OrderBy(tour => tour.DepartsAt).ThenBy(tour => tour.PlanId).ThenBy(tour => tour.Number)
            .Take(page.Size + 1)
            .Select(tour => new Row(
                tour, db.Vehicles.First(vehicle => vehicle.Id == tour.VehicleId).Name,
                tour.Stops.Count(stop => stop.ReleasedAt == null),
                tour.Stops.Where(stop => stop.ReleasedAt == null).Sum(stop => stop.WeightKg)))
            .ToListAsync(ct);
        return TypedResults.Ok(Page.Of(
            found, page.Size, row => ItemOf(row, now),
            row => Cursor.Encode(
                row.Tour.DepartsAt.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), row.Tour.PlanId.ToString(),
                row.Tour.Number.ToString(CultureInfo.InvariantCulture))));
    }

    /// <summary>Those that begin from an instant on until another, by the index of whoever asks.</summary>
    static IQueryable<PlanTour> Seen(LogisticsDb db, DateTimeOffset from, DateTimeOffset until)
    {
        var tours = db.PlanTours.AsNoTracking().Where(tour => tour.DepartsAt >= from && tour.DepartsAt < until);
        return db.CarrierScope is { } carrier
            ? tours.Where(tour => tour.CarrierId == carrier
                && db.Plans.IgnoreQueryFilters().Any(plan => plan.PlanId == tour.PlanId && plan.State == PlanState.Proposed))
            : tours.Where(tour => db.Plans.Any(plan => plan.PlanId == tour.PlanId && plan.State == PlanState.Proposed));
    }

    static Item ItemOf(Row row, DateTimeOffset now) => new()
    {
        PlanId = row.Tour.PlanId,
        Number = row.Tour.Number,
        Kind = row.Tour.Kind,
        State = row.Tour.State,
        Day = row.Tour.Day,
        PlaceName = row.Tour.PlaceName,
        Class = row.Tour.Class,
        DepartsAt = row.Tour.DepartsAt,
        ReturnsAt = row.Tour.ReturnsAt,
        Metres = row.Tour.Metres,
        VehicleId = row.Tour.VehicleId,
        VehicleName = row.VehicleName,
        CarrierId = row.Tour.CarrierId,
        Shipments = row.Shipments,
        LoadKg = row.LoadKg,
        CostFen = row.Tour.Cost.Fen,
        AnswerBy = row.Tour.State == TourState.Offered && now < row.Tour.DepartsAt ? row.Tour.DepartsAt : null,
        IsTransfer = row.Tour.Transfer is not null,
    };

    sealed record Row(PlanTour Tour, string VehicleName, int Shipments, int LoadKg);
}
