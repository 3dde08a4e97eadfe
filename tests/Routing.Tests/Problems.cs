namespace Marketplace.Routing.Tests;

/// <summary>Small problems, made by hand or by chance.</summary>
static class Problems
{
    public const int Hour = 3_600;

    /// <summary>A line of places, 10 km and a quarter of an hour apart; vehicles start and end at place 0.</summary>
    public static TravelMatrix Line(int places) =>
        new(places, (from, to) => 10_000 * Math.Abs(from - to), (from, to) => 900 * Math.Abs(from - to));

    public static VehicleType Van(
        int count = 1, int capacity = 100, string @class = "ambient", int from = 6 * Hour, int until = 18 * Hour, int? longest = null) =>
        new($"{@class} van", count, [capacity], [@class], 0, 0, from, until, longest, FixedCost: 50_000, CostPerDistance: 3);

    public static Stop StopAt(
        int place, int demand = 10, int earliest = 0, int latest = 24 * Hour, string @class = "ambient", long? penalty = null,
        string? id = null) =>
        new(id ?? $"stop {place}", place, [demand], earliest, latest, Service: 600, @class, penalty);

    /// <summary>
    /// Scattered places, two types of vehicles, two classes, windows, hours and penalties, so that some is easy and some impossible.
    /// </summary>
    public static RoutingProblem ByChance(int seed, int stops)
    {
        var random = new Random(seed);
        var places = Enumerable.Range(0, stops + 2).Select(_ => (X: random.Next(60_000), Y: random.Next(60_000))).ToList();
        int Metres(int from, int to) => Math.Abs(places[from].X - places[to].X) + Math.Abs(places[from].Y - places[to].Y);
        // One way takes longer than the other.
        var travel = new TravelMatrix(places.Count, Metres, (from, to) => Metres(from, to) / (from < to ? 12 : 15) + 60);
        return new RoutingProblem(
            travel, [.. Enumerable.Range(0, stops).Select(StopByChance)], [Vehicles("small", 2), Vehicles("large", 1)]);

        Stop StopByChance(int index)
        {
            var earliest = random.Next(5, 14) * Hour;
            var isOptional = random.Next(4) == 0;
            return new Stop(
                $"{index}", index + 2, [random.Next(1, 50), random.Next(1, 50)], earliest,
                earliest + random.Next(1, 8) * Hour, random.Next(1_800),
                random.Next(4) == 0 ? "cold" : "ambient", isOptional ? random.Next(400_000) : null);
        }

        VehicleType Vehicles(string id, int most) => new(
            id, random.Next(most + 1) + (id == "large" ? 0 : 1), [random.Next(40, 120), random.Next(40, 120)],
            random.Next(3) == 0 ? ["cold"] : ["ambient", "cold"], Start: 0, End: random.Next(2),
            random.Next(4, 8) * Hour, random.Next(14, 20) * Hour,
            random.Next(2) == 0 ? random.Next(4, 9) * Hour : null, random.Next(100_000), random.Next(1, 6));
    }
}
