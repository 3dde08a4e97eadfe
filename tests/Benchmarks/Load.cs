using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Marketplace.Testing;
using Marketplace.Testing.Road;

namespace Marketplace.Benchmarks;

/// <summary>Buyers who place orders, and what was seen of them.</summary>
sealed class Load(RoadHttp http, Market market, int suppliersPerOrder)
{
    /// <summary>Lines of an order that walks the whole road.</summary>
    public const int RoadLines = 4;

    const int SampleEvery = 20;

    readonly ConcurrentDictionary<Guid, Part> _awaited = new();
    int _count;
    long _placedLines;

    public Latencies Placing { get; private set; } = new();

    public Latencies Confirming { get; private set; } = new();

    public Latencies Appearing { get; private set; } = new();

    public Latencies Accepting { get; private set; } = new();

    public long Placed => Placing.Count;

    /// <summary>Lines of the orders placed.</summary>
    public long PlacedLines => Interlocked.Read(ref _placedLines);

    /// <summary>Parts that nobody has dispatched yet.</summary>
    public int Awaited => _awaited.Count;

    /// <summary>Begins to measure anew.</summary>
    public void Forget() =>
        (Placing, Confirming, Appearing, Accepting, _placedLines) = (new(), new(), new(), new(), 0);

    /// <summary>Clients who place one order after another; nobody ships them.</summary>
    public Task PlaceOneAfterAnotherAsync(int clients, int lines, CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(
            async () =>
            {
                var random = new Random(client);
                while (!stop.IsCancellationRequested)
                {
                    await PlaceAsync(random, lines, isFollowed: false, CancellationToken.None);
                }
            },
            CancellationToken.None)));

    /// <summary>Orders at a rate, whatever the answers take: a slow answer doesn't slow the demand.</summary>
    public async Task PlaceAtRateAsync(int perSecond, CancellationToken stop)
    {
        var random = new Random(7);
        var watch = Stopwatch.StartNew();
        var underWay = new List<Task>();
        for (var placed = 0L; !stop.IsCancellationRequested;)
        {
            for (var due = (long)(watch.Elapsed.TotalSeconds * perSecond); placed < due; placed++)
            {
                underWay.Add(PlaceAsync(new Random(random.Next()), RoadLines, isFollowed: true, CancellationToken.None));
            }

            underWay.RemoveAll(task => task.IsCompletedSuccessfully);
            await Eventually.PauseAsync(TimeSpan.FromMilliseconds(2), CancellationToken.None);
        }

        await Task.WhenAll(underWay);
    }

    async Task PlaceAsync(Random random, int lineCount, bool isFollowed, CancellationToken ct)
    {
        var buyer = market.Buyers[random.Next(market.Buyers.Count)];
        var orderId = Guid.CreateVersion7();
        var lines = Choose(random, lineCount)
            .Select(goods => new
            {
                lineId = Guid.CreateVersion7(),
                productId = goods.ProductId,
                quantity = Part.Quantity,
                expectedUnitPrice = goods.Price,
            }).ToList();
        var watch = Stopwatch.StartNew();
        var order = await http.PostAsync(
            buyer.Token,
            "/ordering/orders",
            new { orderId, unitId = buyer.UnitId, deliveryRegionId = buyer.Lane.East, deliveryAddress = "学校路1号食堂", lines },
            ct);
        Placing.Add(watch.Elapsed);
        Interlocked.Add(ref _placedLines, lineCount);
        if (!isFollowed)
        {
            return;
        }

        foreach (var part in order.GetProperty("parts").EnumerateArray())
        {
            _awaited[part.GetProperty("partId").GetGuid()] = new Part(
                buyer, [.. part.GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("lineId").GetGuid())]);
        }

        if (Interlocked.Increment(ref _count) % SampleEvery == 0)
        {
            await Eventually.EqualAsync(
                "Confirmed",
                async () => (await http.GetAsync(buyer.Token, $"/ordering/orders/{orderId}", ct)).GetProperty("state").GetString(),
                limit: TimeSpan.FromMinutes(2),
                ct: ct);
            Confirming.Add(watch.Elapsed);
        }
    }

    /// <summary>Different products, from as few suppliers as have enough, and from so many as are wanted.</summary>
    IEnumerable<Goods> Choose(Random random, int count)
    {
        var perStall = market.Stalls[0].Goods.Count;
        var stalls = Math.Max(suppliersPerOrder, (count + perStall - 1) / perStall);
        var (first, offset) = (random.Next(market.Stalls.Count), random.Next(perStall));
        return Enumerable.Range(0, count).Select(i =>
            market.Stalls[(first + (i % stalls)) % market.Stalls.Count].Goods[((i / stalls) + offset) % perStall]);
    }

    /// <summary>A part that a clerk of its supplier takes from the shelf; null when another has.</summary>
    public Part? Take(Guid shipmentId) => _awaited.TryRemove(shipmentId, out var part) ? part : null;

    /// <summary>Whether the shipment is one that somebody waits for.</summary>
    public bool Awaits(Guid shipmentId) => _awaited.ContainsKey(shipmentId);

    /// <summary>Of some of the accepted parts, how long it takes until they are credited.</summary>
    public async Task SampleCreditAsync(Part part, CancellationToken ct)
    {
        if (Random.Shared.Next(SampleEvery) > 0)
        {
            return;
        }

        var watch = Stopwatch.StartNew();
        await Eventually.TrueAsync(
            async () =>
                (await http.GetAsync(market.AuditorToken, $"/credits/sales/{part.Lines[0]}", ct)).ValueKind != JsonValueKind.Undefined,
            "the sale to be credited",
            TimeSpan.FromMinutes(2),
            ct);
        Appearing.Add(watch.Elapsed);
    }
}

/// <summary>A supplier's part of an order that was placed.</summary>
sealed record Part(Buyer Buyer, IReadOnlyList<Guid> Lines)
{
    /// <summary>What of each line is ordered, sent and accepted.</summary>
    public const string Quantity = "2.5";
}
