using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Performance;

/// <summary>
/// GET /logistics/performance?from=…&amp;until=… (R15). How the goods that came in a period travelled, route by route: on time, how long,
/// how much of what was sent was accepted, and what the freight of a tonne was.
/// </summary>
public static class GetPerformance
{
    const decimal MillisecondsOfHour = 3_600_000;

    /// <summary>By which regions routes are named.</summary>
    public enum Tier
    {
        /// <summary>省级.</summary>
        Province = 1,

        /// <summary>地级.</summary>
        City = 2,

        /// <summary>县级.</summary>
        County = 3,
    }

    public static void Map(RouteGroupBuilder performance) => performance.MapGet("/", HandleAsync)
        .WithName(nameof(GetPerformance)).WithSummary("物流与最后一公里 How goods travelled, route by route")
        .For(Arrivals.Readers).IsExpensive().RecordsAccess<LogisticsDb>("performance");

    static async Task<Ok<View>> HandleAsync(
        [AsParameters] Arrivals.Period period, LogisticsDb db, ReadAccess access, CancellationToken ct, Tier by = Tier.City)
    {
        var shipments = Arrivals.Of(db, period);
        var sums = await SumsOf(shipments).ToListAsync(ct);
        var freight = await FreightOf(db, shipments).ToDictionaryAsync(sum => (sum.Origin, sum.Destination), ct);
        var routes = sums.GroupBy(sum => (From: RouteRegions.At(sum.Origin, (int)by), To: RouteRegions.At(sum.Destination, (int)by)))
            .Select(group => (
                group.Key,
                Sums: group.ToList(),
                Freight: group.Select(sum => freight.GetValueOrDefault((sum.Origin, sum.Destination))).OfType<Freight>().ToList()))
            .ToList();
        var names = await RouteRegions.NamesAsync(db, routes.SelectMany(route => new[] { route.Key.From, route.Key.To }), ct);
        access.OfList("R15", routes.Count);
        return TypedResults.Ok(new View
        {
            From = period.From,
            Until = period.Until,
            Routes =
            [
                .. routes.OrderByDescending(route => route.Sums.Sum(sum => sum.Shipments))
                    .ThenBy(route => route.Key.From, StringComparer.Ordinal).ThenBy(route => route.Key.To, StringComparer.Ordinal)
                    .Select(route => new Route
                    {
                        FromRegionId = route.Key.From,
                        From = names.GetValueOrDefault(route.Key.From ?? ""),
                        ToRegionId = route.Key.To,
                        To = names.GetValueOrDefault(route.Key.To ?? ""),
                        Figures = FiguresOf(route.Sums, route.Freight),
                    }),
            ],
            Total = FiguresOf(sums, [.. freight.Values]),
        });
    }

    static IQueryable<Sum> SumsOf(IQueryable<Shipment> shipments) => shipments.AsArrivals()
        .GroupBy(arrival => new { arrival.Origin, arrival.Destination })
        .Select(group => new Sum
        {
            Origin = group.Key.Origin,
            Destination = group.Key.Destination,
            Shipments = group.Count(),
            Lost = group.Sum(arrival => arrival.IsLost ? 1 : 0),
            WithDay = group.Sum(arrival => arrival.DueMs != null ? 1 : 0),
            OnTime = group.Sum(arrival => !arrival.IsLost && arrival.ArrivedMs <= arrival.DueMs ? 1 : 0),
            Arrived = group.Sum(arrival => !arrival.IsLost && arrival.ArrivedMs != null ? 1 : 0),
            Milliseconds = group.Sum(arrival => arrival.IsLost ? 0 : (arrival.ArrivedMs - arrival.DispatchedMs) ?? 0),
            Cold = group.Sum(arrival => arrival.NeedsCold ? 1 : 0),
            Breached = group.Sum(arrival => arrival.IsBreached ? 1 : 0),
            SentFen = group.Sum(arrival => arrival.IsDecided ? arrival.SentFen : 0),
            AcceptedFen = group.Sum(arrival => arrival.IsDecided ? arrival.AcceptedFen : 0),
        });

    /// <summary>Of those that went by a plan: the last leg tells the weight, all legs together the freight.</summary>
    static IQueryable<Freight> FreightOf(LogisticsDb db, IQueryable<Shipment> shipments) =>
        from arrival in shipments.AsArrivals()
        join part in db.PlanParts on arrival.ShipmentId equals part.ShipmentId
        join stop in db.PlanStops on new { part.PlanId, part.ShipmentId } equals new { stop.PlanId, stop.ShipmentId }
        join tour in db.PlanTours on new { stop.PlanId, Number = stop.TourNumber } equals new { tour.PlanId, tour.Number }
        where part.ReleasedAt == null && stop.ReleasedAt == null
            && (tour.EndedIn == null || tour.State == TourState.BrokenDown)
        group new { stop, tour } by new { arrival.Origin, arrival.Destination } into route
        select new Freight
        {
            Origin = route.Key.Origin,
            Destination = route.Key.Destination,
            Fen = route.Sum(leg => (long)(object)leg.stop.Freight),
            Kilograms = route.Sum(leg =>
                leg.tour.Kind == TourKind.Delivery || leg.tour.Kind == TourKind.Direct ? (long)leg.stop.WeightKg : 0),
        };

    static Figures FiguresOf(IReadOnlyCollection<Sum> sums, IReadOnlyCollection<Freight> freight)
    {
        var (withDay, onTime, arrived) = (sums.Sum(sum => sum.WithDay), sums.Sum(sum => sum.OnTime), sums.Sum(sum => sum.Arrived));
        var (sent, accepted) = (sums.Sum(sum => sum.SentFen), sums.Sum(sum => sum.AcceptedFen));
        var (fen, kilograms) = (freight.Sum(sum => sum.Fen), freight.Sum(sum => sum.Kilograms));
        return new Figures
        {
            Shipments = sums.Sum(sum => sum.Shipments),
            Lost = sums.Sum(sum => sum.Lost),
            WithDay = withDay,
            OnTime = onTime,
            OnTimePercent = Ratio(onTime * 100m, withDay, 1),
            AverageHours = Ratio(sums.Sum(sum => sum.Milliseconds) / MillisecondsOfHour, arrived, 1),
            Cold = sums.Sum(sum => sum.Cold),
            Breached = sums.Sum(sum => sum.Breached),
            SentFen = sent,
            AcceptedFen = accepted,
            LossPercent = Ratio((sent - accepted) * 100m, sent, 2),
            FreightFen = fen,
            FreightKilograms = kilograms,
            FreightYuanPerTonne = Ratio(fen * 10m, kilograms, 2),
        };
    }

    static decimal? Ratio(decimal part, long whole, int decimals) =>
        whole == 0 ? null : Math.Round(part / whole, decimals, MidpointRounding.AwayFromZero);

    /// <summary>How goods travelled in a period.</summary>
    public sealed record View
    {
        public required DateOnly From { get; init; }

        public required DateOnly Until { get; init; }

        /// <summary>Those of the most shipments first.</summary>
        public required IReadOnlyList<Route> Routes { get; init; }

        public required Figures Total { get; init; }
    }

    /// <summary>From one region to another.</summary>
    public sealed record Route
    {
        /// <summary>Absent for goods of several regions, as <see cref="From"/> is.</summary>
        public string? FromRegionId { get; init; }

        public string? From { get; init; }

        public string? ToRegionId { get; init; }

        public string? To { get; init; }

        public required Figures Figures { get; init; }
    }

    /// <summary>What became of shipments.</summary>
    public sealed record Figures
    {
        /// <summary>Delivered or lost in the period.</summary>
        public required int Shipments { get; init; }

        /// <summary>Nothing of them reached the buyer.</summary>
        public required int Lost { get; init; }

        /// <summary>For which a day was agreed.</summary>
        public required int WithDay { get; init; }

        /// <summary>
        /// Which came by the end of their window or day. That they came is said by an independent carrier or by the buyer; what is lost, or
        /// nobody has confirmed, is not on time.
        /// </summary>
        public required int OnTime { get; init; }

        /// <summary>Of those with a day; absent without any.</summary>
        public decimal? OnTimePercent { get; init; }

        /// <summary>From the dispatch to the arrival; absent when none arrived.</summary>
        public decimal? AverageHours { get; init; }

        /// <summary>Some goods of which have to be kept at a temperature.</summary>
        public required int Cold { get; init; }

        /// <summary>In whose cold chain a breach was found, whatever was decided.</summary>
        public required int Breached { get; init; }

        /// <summary>What was sent is worth at the prices of the orders, of shipments of which all is decided.</summary>
        public required long SentFen { get; init; }

        /// <summary>What of it was accepted.</summary>
        public required long AcceptedFen { get; init; }

        /// <summary>What of the value sent was lost, spoilt, missing or refused; absent when nothing is decided.</summary>
        public decimal? LossPercent { get; init; }

        /// <summary>Of what went by a plan; itemised and never credited (CR-02).</summary>
        public required long FreightFen { get; init; }

        /// <summary>What went by a plan weighs.</summary>
        public required long FreightKilograms { get; init; }

        /// <summary>Absent when nothing went by a plan.</summary>
        public decimal? FreightYuanPerTonne { get; init; }
    }

    sealed record Sum
    {
        public required string Origin { get; init; }

        public required string Destination { get; init; }

        public required int Shipments { get; init; }

        public required int Lost { get; init; }

        public required int WithDay { get; init; }

        public required int OnTime { get; init; }

        public required int Arrived { get; init; }

        public required long Milliseconds { get; init; }

        public required int Cold { get; init; }

        public required int Breached { get; init; }

        public required long SentFen { get; init; }

        public required long AcceptedFen { get; init; }
    }

    sealed record Freight
    {
        public required string Origin { get; init; }

        public required string Destination { get; init; }

        public required long Fen { get; init; }

        public required long Kilograms { get; init; }
    }
}
