using System.Net;
using System.Net.Http.Json;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>PUT /logistics/shipments/{shipmentId}/station.</summary>
public sealed class NameStationTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_are_fetched_at_the_station_that_was_named_and_not_at_all_when_they_are_brought_to_the_hub(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var stationId = Guid.CreateVersion7();
        await NetworkScenario.NodeAsync(stationId, NodeKind.Station, network.County, network.Office);
        Assert.Equal(stationId, (await NameAsync(network, 0, stationId)).NodeId);
        await NameAsync(network, 1, network.HubId);
        var plan = await network.PlanAsync();
        var collected = Assert.Single(plan.Tours.Where(tour => tour.Kind == TourKind.Collection).SelectMany(tour => tour.Stops));
        Assert.Equal((network.ShipmentIds[0], "物流中心"), (collected.ShipmentId, collected.PlaceName));
        Assert.Equal(2, plan.Tours.Single(tour => tour.Kind == TourKind.Trunk).Stops.Count);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "in_a_plan", null, network.Supplier,
            client => client.PutAsJsonAsync(PathOf(network, 0), new { nodeId = network.HubId }, Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_is_a_station_or_hub_of_where_the_goods_come_from(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var other = await NetworkScenario.NodesAsync(network.Logistics);
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "station_elsewhere", "nodeId", network.Supplier,
            client => client.PutAsJsonAsync(PathOf(network, 0), new { nodeId = other.HubId }, Ct));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "station_unknown", "nodeId", network.Supplier,
            client => client.PutAsJsonAsync(PathOf(network, 0), new { nodeId = network.DepotId }, Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, other.Supplier,
            client => client.PutAsJsonAsync(PathOf(network, 0), new { nodeId = network.HubId }, Ct));
        await NameAsync(network, 0, network.HubId);
        Assert.Null((await NameAsync(network, 0, null)).NodeId);
        await network.CancelAsync(network.ShipmentIds[0]);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "already_cancelled", null, network.Supplier,
            client => client.PutAsJsonAsync(PathOf(network, 0), new { nodeId = network.HubId }, Ct));
    }

    static string PathOf(NetworkScenario network, int shipment) => $"/logistics/shipments/{network.ShipmentIds[shipment]}/station";

    static async Task<NameStation.Answer> NameAsync(NetworkScenario network, int shipment, Guid? nodeId) =>
        await LogisticsScenario.ReadAsync<NameStation.Answer>(
            HttpStatusCode.OK, await network.Supplier.PutAsJsonAsync(PathOf(network, shipment), new { nodeId }, Ct));
}
