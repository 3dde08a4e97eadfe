using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Marketplace.Testing;
using Marketplace.Testing.Road;

namespace Marketplace.Benchmarks;

/// <summary>
/// The supplier's clerk sends a lorry when it is full or has waited for some seconds, the carrier records what it brought, and the dock of
/// each buyer accepts what has come, so many shipments in one call.
/// </summary>
sealed class LorryClerks(RoadHttp http, Market market, Load load, int perTrip) : IClerks
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);
    static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(5);

    readonly Dictionary<Guid, ConcurrentQueue<(Guid ShipmentId, Part Part)>> _docks =
        market.Buyers.ToDictionary(buyer => buyer.UnitId, _ => new ConcurrentQueue<(Guid, Part)>());

    public Task WorkAsync(CancellationToken stop) => Task.WhenAll(
    [
        .. market.Stalls.Select(stall => Task.Run(() => LoadAsync(stall, stop), CancellationToken.None)),
        .. market.Buyers.Select(buyer => Task.Run(() => AcceptAsync(buyer, stop), CancellationToken.None)),
    ]);

    async Task LoadAsync(Stall stall, CancellationToken stop)
    {
        var waited = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            var planned = await Worklist.PlannedAsync(http, stall, load, CancellationToken.None);
            if (planned.Count >= perTrip || (planned.Count > 0 && waited >= WaitMax))
            {
                await SendAsync(stall, [.. planned.Take(perTrip).Select(id => (id, load.Take(id)!))]);
                waited = TimeSpan.Zero;
                continue;
            }

            await Eventually.PauseAsync(LookEvery, CancellationToken.None);
            waited = planned.Count == 0 ? TimeSpan.Zero : waited + LookEvery;
        }
    }

    async Task SendAsync(Stall stall, IReadOnlyList<(Guid ShipmentId, Part Part)> lorry)
    {
        await PostAsync(
            stall.Token,
            "/logistics/dispatches",
            new
            {
                carrierId = market.CarrierId,
                waybill = $"YD{lorry[0].ShipmentId.ToString("N")[20..]}",
                items = lorry.Select(item => new
                {
                    shipmentId = item.ShipmentId,
                    lines = item.Part.Lines.Select(id => new { lineId = id, quantity = Part.Quantity }),
                }),
            });
        await PostAsync(
            market.CarrierToken,
            "/logistics/deliveries",
            new { receivedBy = "食堂管理员", items = lorry.Select(item => new { shipmentId = item.ShipmentId }) });
        foreach (var item in lorry)
        {
            _docks[item.Part.Buyer.UnitId].Enqueue(item);
        }
    }

    async Task AcceptAsync(Buyer buyer, CancellationToken stop)
    {
        var dock = _docks[buyer.UnitId];
        var waited = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            if (dock.Count < perTrip && (dock.IsEmpty || waited < WaitMax))
            {
                await Eventually.PauseAsync(LookEvery, CancellationToken.None);
                waited = dock.IsEmpty ? TimeSpan.Zero : waited + LookEvery;
                continue;
            }

            var arrived = new List<(Guid ShipmentId, Part Part)>();
            while (arrived.Count < perTrip && dock.TryDequeue(out var item))
            {
                arrived.Add(item);
            }

            waited = TimeSpan.Zero;
            await AcceptAsync(buyer, arrived);
        }
    }

    async Task AcceptAsync(Buyer buyer, List<(Guid ShipmentId, Part Part)> arrived)
    {
        var watch = Stopwatch.StartNew();
        await PostAsync(
            buyer.Token,
            "/logistics/acceptances",
            new
            {
                items = arrived.Select(item => new
                {
                    shipmentId = item.ShipmentId,
                    acceptanceId = Guid.CreateVersion7(),
                    lines = item.Part.Lines.Select(id => new { lineId = id, accepted = Part.Quantity, @short = "0", rejected = "0" }),
                }),
            });
        load.Accepting.Add(watch.Elapsed);
        await load.SampleCreditAsync(arrived[0].Part, CancellationToken.None);
    }

    async Task PostAsync(string token, string path, object body)
    {
        // As JSON before it is sent, so that a repetition has the same ids in it.
        var json = JsonSerializer.SerializeToElement(body);
        var answer = await http.PostAsync(token, path, json, CancellationToken.None);
        var refused = answer.GetProperty("items").EnumerateArray()
            .Where(item => item.TryGetProperty("problem", out var problem) && problem.ValueKind == JsonValueKind.Object).ToList();
        if (refused.Count > 0)
        {
            throw new InvalidOperationException($"{path} refused {refused.Count} shipments: {refused[0]}");
        }
    }
}
