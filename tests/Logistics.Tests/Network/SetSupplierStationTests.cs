using System.Net;
using System.Net.Http.Json;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>PUT /logistics/suppliers/{supplierId}/station.</summary>
public sealed class SetSupplierStationTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_are_taken_in_there_unless_another_place_is_named_for_a_shipment(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var stationId = Guid.CreateVersion7();
        await NetworkScenario.NodeAsync(stationId, NodeKind.Station, network.County, network.Office);
        await SetAsync(network, stationId);
        Assert.Equal(network.HubId, (await SetAsync(network, network.HubId)).NodeId);
        using (var named = await network.Supplier.PutAsJsonAsync(
            $"/logistics/shipments/{network.ShipmentIds[0]}/station", new { nodeId = stationId }, Ct))
        {
            Assert.Equal(HttpStatusCode.OK, named.StatusCode);
        }

        var plan = await network.PlanAsync();
        Assert.Equal(
            network.ShipmentIds[0],
            Assert.Single(plan.Tours.Where(tour => tour.Kind == TourKind.Collection).SelectMany(tour => tour.Stops)).ShipmentId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_supplier_sets_its_own_and_a_station_that_there_is(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, network.Supplier,
            client => client.PutAsJsonAsync($"/logistics/suppliers/{Guid.CreateVersion7()}/station", new { nodeId = network.HubId }, Ct));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "station_unknown", "nodeId", network.Supplier,
            client => client.PutAsJsonAsync(
                $"/logistics/suppliers/{network.SupplierId}/station", new { nodeId = Guid.CreateVersion7() }, Ct));
    }

    static async Task<SetSupplierStation.Answer> SetAsync(NetworkScenario network, Guid nodeId) =>
        await LogisticsScenario.ReadAsync<SetSupplierStation.Answer>(
            HttpStatusCode.OK,
            await network.Supplier.PutAsJsonAsync($"/logistics/suppliers/{network.SupplierId}/station", new { nodeId }, Ct));
}
