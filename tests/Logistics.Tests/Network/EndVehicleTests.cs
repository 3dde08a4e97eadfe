using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/carriers/{carrierId}/vehicles/{vehicleId}/ending.</summary>
public sealed class EndVehicleTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_carrier_ends_the_offer_once(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var vehicle = await network.VehicleAsync(network.CarrierId, VehicleUse.Trunk);
        var path = $"/logistics/carriers/{network.CarrierId}/vehicles/{vehicle.VehicleId}/ending";
        var ended = await LogisticsScenario.ReadAsync<VehicleView>(
            HttpStatusCode.OK, await network.Carrier.PostOnceAsync(path, new { }, ct: Ct));
        Assert.NotNull(ended.EndedOn);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "vehicle_ended", null, network.Carrier, client => client.PostOnceAsync(path, new { }, ct: Ct));
    }
}
