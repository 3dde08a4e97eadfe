using System.Net;
using System.Text.Json;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/nodes.</summary>
public sealed class RegisterNodeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_office_registers_nodes_of_its_own_region(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, network.CityOffice,
            client => client.PostOnceAsync(
                "/logistics/nodes", NetworkScenario.Node(Guid.CreateVersion7(), NodeKind.Hub, network.County), ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, network.Carrier,
            client => client.PostOnceAsync(
                "/logistics/nodes", NetworkScenario.Node(Guid.CreateVersion7(), NodeKind.Hub, network.County), ct: Ct));
        var station = await NetworkScenario.NodeAsync(Guid.CreateVersion7(), NodeKind.Station, network.County, network.Office);
        Assert.Equal((NodeKind.Station, network.County, null), (station.Kind, station.RegionId, station.EndedOn));
        Assert.Equal(("丝窝乡", "大坪村"), (station.Township, station.Village));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_station_stands_in_a_township_and_a_hub_in_none(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        await RefusedAsync("township_of_stations", "township", new { kind = "Station", township = (string?)null });
        await RefusedAsync("township_of_stations", "township", new { kind = "Hub", township = (string?)"丝窝乡" });
        await RefusedAsync("coordinates_incomplete", "latitude", new { kind = "Hub", latitude = 27.7 });
        // Those of the county, mixed up, and those of another province.
        await RefusedAsync("coordinates_far", "latitude", new { kind = "Hub", latitude = 80.0, longitude = 28.0 });
        await RefusedAsync("coordinates_far", "latitude", new { kind = "Hub", latitude = 30.0, longitude = 118.0 });

        Task RefusedAsync(string code, string field, object change)
        {
            var hub = NetworkScenario.Node(Guid.CreateVersion7(), NodeKind.Hub, network.County);
            var node = JsonSerializer.SerializeToNode(hub)!.AsObject();
            foreach (var (name, value) in JsonSerializer.SerializeToNode(change)!.AsObject())
            {
                node[name] = value?.DeepClone();
            }

            return Refused.AsAsync(
                HttpStatusCode.BadRequest, code, field, network.Office, client => client.PostOnceAsync("/logistics/nodes", node, ct: Ct));
        }
    }
}
