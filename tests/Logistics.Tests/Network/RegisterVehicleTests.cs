using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/carriers/{carrierId}/vehicles.</summary>
public sealed class RegisterVehicleTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_registered_carrier_offers_vehicles_of_its_own(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var vehicle = await network.VehicleAsync(network.CarrierId, VehicleUse.Collection);
        Assert.Equal((network.CarrierId, network.HubId, 580), (vehicle.CarrierId, vehicle.NodeId, vehicle.FenPerKm));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, network.CarrierOf(Guid.CreateVersion7()),
            client => client.PostOnceAsync(
                $"/logistics/carriers/{network.CarrierId}/vehicles", network.Vehicle(VehicleUse.Trunk), ct: Ct));
    }
}
