using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Plans;

/// <summary>GET /logistics/shipments/{shipmentId}/legs.</summary>
public sealed class GetShipmentLegsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_shipment_shows_how_it_is_planned_to_go(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var path = $"/logistics/shipments/{network.ShipmentIds[0]}/legs";
        var none = await LogisticsScenario.ReadAsync<ShipmentLegs>(HttpStatusCode.OK, await network.Office.GetAsync(path, Ct));
        Assert.Empty(none.Items);
        await network.PlanAsync();
        var legs = await LogisticsScenario.ReadAsync<ShipmentLegs>(HttpStatusCode.OK, await network.CityOffice.GetAsync(path, Ct));
        Assert.Equal(TourKind.Delivery, legs.Items[^1].Kind);
        Assert.Equal(NetworkScenario.Due, BusinessDay.Of(legs.Items[^1].ArrivesAt));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, network.Logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => client.GetAsync(path, Ct));
    }
}
