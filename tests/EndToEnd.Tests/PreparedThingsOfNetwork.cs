using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Marketplace.Testing.Road;

namespace Marketplace.EndToEnd.Tests;

/// <content>A node, vehicles, a tariff, temperature limits and a job of Logistics.</content>
sealed partial class PreparedThings
{
    async Task<Guid> RegisterNodeAsync(CancellationToken ct)
    {
        var nodeId = Guid.CreateVersion7();
        await _http.PostAsync(await CountyAsync(West, ct), "/logistics/nodes", NetworkScopeCases.Node(nodeId), ct);
        return nodeId;
    }

    async Task<Guid> RegisterLaneAsync(Guid nodeId, CancellationToken ct)
    {
        var laneId = Guid.CreateVersion7();
        await _http.PostAsync(await CountyAsync(West, ct), "/logistics/lanes", NetworkScopeCases.Lane(laneId, nodeId, "330211"), ct);
        return laneId;
    }

    async Task<Guid> RegisterVehicleAsync(CancellationToken ct)
    {
        var vehicleId = Guid.CreateVersion7();
        await _http.PostAsync(
            _market.CarrierToken, NetworkScopeCases.VehiclesOf(_market.CarrierId), NetworkScopeCases.Vehicle(vehicleId), ct);
        return vehicleId;
    }

    async Task<Guid> SetTariffAsync(CancellationToken ct)
    {
        var tariffId = Guid.CreateVersion7();
        await _http.PostAsync(
            _market.CarrierToken, CarrierScopeCases.TariffsOf(_market.CarrierId), CarrierScopeCases.Tariff(tariffId), ct);
        return tariffId;
    }

    /// <summary>Limits that everybody may read.</summary>
    async Task LimitTemperatureAsync(Stall stall, CancellationToken ct) => await _http.PutAsync(
        stall.Token, $"/logistics/products/{stall.Goods[0].ProductId}/temperature-limits",
        new { @class = "Chilled", minCelsius = 0, maxCelsius = 8 }, ct);

    /// <summary>A job that finds nothing to plan for today.</summary>
    async Task<Guid> PlanAsync(CancellationToken ct)
    {
        using var plan = JsonContent.Create(NetworkScopeCases.Plan());
        return await PostJobAsync(await CountyAsync(West, ct), "/logistics/plans", plan, ct);
    }

    async Task<Guid> PostJobAsync(string token, string path, HttpContent content, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Content = content;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Headers.Add("Prefer", "respond-async");
        using var answer = await _client.SendAsync(request, ct);
        var job = await answer.Content.ReadAsStringAsync(ct);
        return answer.IsSuccessStatusCode
            ? JsonElement.Parse(job).GetProperty("jobId").GetGuid()
            : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode} {job}");
    }
}
