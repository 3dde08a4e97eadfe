using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Network;

/// <summary>
/// Learns from the scans of tours what trips took, and from trips of the last 180 days what plans go by from tomorrow on. Plans of today
/// stay as they were reckoned, also when they are mended.
/// </summary>
public static class LearnTrips
{
    /// <summary>Scans that were recorded in so many days: one more than pass between two runs, and one for a run that failed.</summary>
    const int ScansOfDays = 3;

    const int ScansAtOnce = 1_000;
    const int ToursAtOnce = 200;

    /// <summary>Learns what is new; returns how many trips and times have changed.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().NowToTheMillisecond();
        var db = services.GetRequiredService<LogisticsDb>();
        var changed = 0;
        foreach (var tours in (await ToursAsync(db, now.AddDays(-ScansOfDays), ct)).Chunk(ToursAtOnce))
        {
            changed += await LearnAsync(db, tours, ct);
        }

        var old = now.AddDays(-Trip.DaysMax);
        changed += await db.Trips.Where(trip => trip.ArrivedAt < old).ExecuteDeleteAsync(ct);
        return changed + await ObserveAsync(db, BusinessDay.Of(now).AddDays(1), ct);
    }

    /// <summary>Accepted tours of shipments that were scanned since then, in order.</summary>
    static async Task<List<TourKey>> ToursAsync(LogisticsDb db, DateTimeOffset since, CancellationToken ct)
    {
        var tours = new HashSet<TourKey>();
        var (at, id) = (since, Guid.Empty);
        while (true)
        {
            var scans = await db.CustodyEvents.AsNoTracking()
                .Where(scan => scan.RecordedAt > at || (scan.RecordedAt == at && scan.EventId > id))
                .OrderBy(scan => scan.RecordedAt).ThenBy(scan => scan.EventId).Take(ScansAtOnce)
                .Select(scan => new { scan.RecordedAt, scan.EventId, scan.ShipmentId }).ToListAsync(ct);
            Guid[] shipments = [.. scans.Select(scan => scan.ShipmentId).Distinct()];
            tours.UnionWith(await db.PlanStops.AsNoTracking()
                .Where(stop => shipments.Contains(stop.ShipmentId) && stop.ReleasedAt == null
                    && db.PlanTours.Any(tour => tour.PlanId == stop.PlanId && tour.Number == stop.TourNumber
                        && tour.State == TourState.Accepted && tour.Transfer == null))
                .Select(stop => new TourKey(stop.PlanId, stop.TourNumber)).ToListAsync(ct));
            if (scans.Count < ScansAtOnce)
            {
                return [.. tours.OrderBy(tour => tour.PlanId).ThenBy(tour => tour.Number)];
            }

            (at, id) = (scans[^1].RecordedAt, scans[^1].EventId);
        }
    }

    /// <summary>Writes the trips of tours anew where late scans tell something else.</summary>
    static async Task<int> LearnAsync(LogisticsDb db, TourKey[] keys, CancellationToken ct)
    {
        Guid[] plans = [.. keys.Select(key => key.PlanId).Distinct()];
        var asked = keys.ToHashSet();
        var planned = await db.PlanTours.AsNoTracking().Include(tour => tour.Stops).Where(tour => plans.Contains(tour.PlanId))
            .ToListAsync(ct);
        var tours = planned.Where(tour => asked.Contains(new TourKey(tour.PlanId, tour.Number))).ToList();
        Guid[] shipments = [.. tours.SelectMany(tour => tour.Remaining).Select(stop => stop.ShipmentId).Distinct()];
        var scans = await db.CustodyEvents.AsNoTracking().Where(scan => shipments.Contains(scan.ShipmentId)).ToListAsync(ct);
        Guid[] nodes = [.. scans.Select(scan => scan.NodeId).OfType<Guid>().Distinct()];
        var kinds = await db.Nodes.Where(node => nodes.Contains(node.Id)).ToDictionaryAsync(node => node.Id, node => node.Kind, ct);
        var paths = await db.Shipments.Where(shipment => shipments.Contains(shipment.ShipmentId))
            .Select(shipment => new { shipment.ShipmentId, shipment.DeliveryPath }).ToListAsync(ct);
        var deliveredIn = paths.ToDictionary(shipment => shipment.ShipmentId, shipment => shipment.DeliveryPath.RegionId);
        var known = (await db.Trips.Where(trip => plans.Contains(trip.PlanId)).ToListAsync(ct))
            .ToLookup(trip => new TourKey(trip.PlanId, trip.TourNumber));
        var byShipment = scans.ToLookup(scan => scan.ShipmentId);
        var learnt = tours.ConvertAll(tour => TourTrips.Of(tour, byShipment, kinds, deliveredIn)).Zip(tours)
            .Where(pair => !pair.First.Select(Said).SequenceEqual(
                known[new TourKey(pair.Second.PlanId, pair.Second.Number)].OrderBy(trip => trip.Number).Select(Said)))
            .ToList();
        // First those that go: others come under the same numbers.
        db.Trips.RemoveRange(learnt.SelectMany(pair => known[new TourKey(pair.Second.PlanId, pair.Second.Number)]));
        await db.SaveChangesAsync(ct);
        db.Trips.AddRange(learnt.SelectMany(pair => pair.First));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return learnt.Sum(pair => pair.First.Count);
    }

    static (int, string, string, int, DateTimeOffset) Said(Trip trip) =>
        (trip.Number, trip.BeginsAt, trip.EndsAt, trip.Seconds, trip.ArrivedAt);

    /// <summary>What plans go by from a day on, where enough trips are known; what says the same stays.</summary>
    static async Task<int> ObserveAsync(LogisticsDb db, DateOnly from, CancellationToken ct)
    {
        var medians = await MediansAsync(db, ct);
        var (before, changed) = (from.AddDays(-Trip.DaysMax), 0);
        await db.ObservedTimes.Where(took => took.EndedOn < before).ExecuteDeleteAsync(ct);
        foreach (var took in await db.ObservedTimes.Where(took => took.EndedOn == null).ToListAsync(ct))
        {
            if (medians.Remove((took.BeginsAt, took.EndsAt), out var now) && (now.Trips, now.Seconds) == (took.Trips, took.MedianSeconds))
            {
                continue;
            }

            changed++;
            if (took.ValidFrom < from)
            {
                took.End(from);
            }
            else
            {
                db.Remove(took);
            }

            if (now.Trips > 0)
            {
                medians.Add((took.BeginsAt, took.EndsAt), now);
            }
        }

        await db.SaveChangesAsync(ct);
        db.AddRange(medians.Select(median => new ObservedTime
        {
            BeginsAt = median.Key.BeginsAt,
            EndsAt = median.Key.EndsAt,
            ValidFrom = from,
            Trips = median.Value.Trips,
            MedianSeconds = median.Value.Seconds,
        }));
        await db.SaveChangesAsync(ct);
        return changed + medians.Count;
    }

    /// <summary>Of the places between which enough trips are known, as an index has them in order.</summary>
    static async Task<Dictionary<(string BeginsAt, string EndsAt), (int Trips, int Seconds)>> MediansAsync(
        LogisticsDb db, CancellationToken ct)
    {
        var medians = new Dictionary<(string, string), (int, int)>();
        var (ends, seconds) = (("", ""), new List<int>());
        await foreach (var trip in db.Trips.AsNoTracking().OrderBy(trip => trip.BeginsAt).ThenBy(trip => trip.EndsAt)
            .ThenBy(trip => trip.Seconds).Select(trip => new { trip.BeginsAt, trip.EndsAt, trip.Seconds }).AsAsyncEnumerable()
            .WithCancellation(ct))
        {
            if ((trip.BeginsAt, trip.EndsAt) != ends)
            {
                Take();
                (ends, seconds) = ((trip.BeginsAt, trip.EndsAt), []);
            }

            seconds.Add(trip.Seconds);
        }

        Take();
        return medians;

        void Take()
        {
            if (seconds.Count >= Trip.CountMin)
            {
                medians.Add(ends, (seconds.Count, TourTrips.Median(seconds)));
            }
        }
    }

    sealed record TourKey(Guid PlanId, int Number);
}
