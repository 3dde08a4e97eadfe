using Marketplace.Testing.Road;

namespace Marketplace.Benchmarks;

/// <summary>What a supplier is to send, as it sees it itself.</summary>
static class Worklist
{
    const int Size = 40;

    /// <summary>The newest shipments that wait to be dispatched and that somebody waits for.</summary>
    public static async Task<List<Guid>> PlannedAsync(RoadHttp http, Stall stall, Load load, CancellationToken ct)
    {
        var page = await http.GetAsync(stall.Token, $"/logistics/shipments?state=Planned&size={Size}", ct);
        return
        [
            .. page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("shipmentId").GetGuid()).Where(load.Awaits),
        ];
    }
}
