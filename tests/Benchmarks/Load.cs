using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Marketplace.Testing;
using Marketplace.Testing.Road;

namespace Marketplace.Benchmarks;

/// <summary>Buyers who place orders, and clerks who dispatch, deliver and accept what has been confirmed.</summary>
sealed class Load(RoadHttp http, Market market, int suppliersPerOrder)
{
    /// <summary>Lines of an order that walks the whole road.</summary>
    public const int RoadLines = 4;

    const int SampleEvery = 20;
    static readonly TimeSpan WorklistEvery = TimeSpan.FromSeconds(1);

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

    /// <summary>For each supplier a clerk with a worklist; each shipment is dispatched, carried and accepted.</summary>
    public Task WorkAsync(CancellationToken stop) => Task.WhenAll(market.Stalls.Select(stall => Task.Run(
        async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var page = await http.GetAsync(stall.Token, "/logistics/shipments?state=Planned&size=40", CancellationToken.None);
                var planned = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("shipmentId").GetGuid())
                    .Where(id => _awaited.ContainsKey(id)).ToList();
                await Parallel.ForEachAsync(
                    planned, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, ct) => await ShipAsync(stall, id, ct));
                if (planned.Count == 0)
                {
                    await Eventually.PauseAsync(WorklistEvery, CancellationToken.None);
                }
            }
        },
        CancellationToken.None)));

    async Task PlaceAsync(Random random, int lineCount, bool isFollowed, CancellationToken ct)
    {
        var buyer = market.Buyers[random.Next(market.Buyers.Count)];
        var orderId = Guid.CreateVersion7();
        var lines = Choose(random, lineCount)
            .Select(goods => new { lineId = Guid.CreateVersion7(), productId = goods.ProductId, quantity = "2.5" }).ToList();
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

    async Task ShipAsync(Stall stall, Guid shipmentId, CancellationToken ct)
    {
        if (!_awaited.TryRemove(shipmentId, out var part))
        {
            return;
        }

        var path = $"/logistics/shipments/{shipmentId}";
        await http.PostAsync(
            stall.Token,
            $"{path}/dispatch",
            new
            {
                carrierId = market.CarrierId,
                waybill = $"YD{shipmentId.ToString("N")[20..]}",
                lines = part.Lines.Select(id => new { lineId = id, quantity = "2.5" }),
            },
            ct);
        await http.PostAsync(market.CarrierToken, $"{path}/delivery", new { receivedBy = "食堂管理员" }, ct);
        var watch = Stopwatch.StartNew();
        await http.PostAsync(
            part.Buyer.Token,
            $"{path}/acceptance",
            new
            {
                acceptanceId = Guid.CreateVersion7(),
                lines = part.Lines.Select(id => new { lineId = id, accepted = "2.5", @short = "0", rejected = "0" }),
            },
            ct);
        Accepting.Add(watch.Elapsed);
        if (Random.Shared.Next(SampleEvery) == 0)
        {
            watch.Restart();
            await Eventually.TrueAsync(
                async () =>
                    (await http.GetAsync(market.AuditorToken, $"/credits/sales/{part.Lines[0]}", ct)).ValueKind != JsonValueKind.Undefined,
                "the sale to be credited",
                TimeSpan.FromMinutes(2),
                ct);
            Appearing.Add(watch.Elapsed);
        }
    }

    sealed record Part(Buyer Buyer, IReadOnlyList<Guid> Lines);
}
