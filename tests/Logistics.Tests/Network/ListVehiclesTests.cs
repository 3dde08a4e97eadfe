using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>GET /logistics/carriers/{carrierId}/vehicles.</summary>
public sealed class ListVehiclesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_what_a_carrier_offers(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var vehicle = await network.VehicleAsync(network.CarrierId, VehicleUse.Delivery);
        Assert.Contains(
            $"{vehicle.VehicleId}",
            await network.Office.GetStringAsync($"/logistics/carriers/{network.CarrierId}/vehicles", Ct), StringComparison.Ordinal);
    }
}
