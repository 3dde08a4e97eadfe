using System.Diagnostics;
using Marketplace.Testing;
using Marketplace.Testing.Road;

namespace Marketplace.Benchmarks;

/// <summary>For each supplier a clerk with a worklist; each shipment is dispatched, carried and accepted on its own.</summary>
sealed class Clerks(RoadHttp http, Market market, Load load) : IClerks
{
    static readonly TimeSpan WorklistEvery = TimeSpan.FromSeconds(1);

    public Task WorkAsync(CancellationToken stop) => Task.WhenAll(market.Stalls.Select(stall => Task.Run(
        async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var planned = await Worklist.PlannedAsync(http, stall, load, CancellationToken.None);
                await Parallel.ForEachAsync(
                    planned, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, ct) => await ShipAsync(stall, id, ct));
                if (planned.Count == 0)
                {
                    await Eventually.PauseAsync(WorklistEvery, CancellationToken.None);
                }
            }
        },
        CancellationToken.None)));

    async Task ShipAsync(Stall stall, Guid shipmentId, CancellationToken ct)
    {
        if (load.Take(shipmentId) is not { } part)
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
                lines = part.Lines.Select(id => new { lineId = id, quantity = Part.Quantity }),
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
                lines = part.Lines.Select(id => new { lineId = id, accepted = Part.Quantity, @short = "0", rejected = "0" }),
            },
            ct);
        load.Accepting.Add(watch.Elapsed);
        await load.SampleCreditAsync(part, ct);
    }
}
