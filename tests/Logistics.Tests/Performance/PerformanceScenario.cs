using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Performance;

/// <summary>
/// Four shipments of 100 at 38.60 from one county to one city: one comes by an independent carrier six hours after it was sent, with a
/// tenth missing; one comes by the supplier's own lorry, and the buyer says nothing yet; one is lost; one is on its way.
/// </summary>
sealed class PerformanceScenario
{
    PerformanceScenario(NetworkScenario network) => Network = network;

    public NetworkScenario Network { get; }

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<PerformanceScenario> StartAsync(
        ServiceUnderTest<LogisticsDb> logistics, FixedClock clock, bool isPlanned = true)
    {
        var scenario = new PerformanceScenario(await NetworkScenario.WithShipmentsAsync(logistics, count: 4));
        if (isPlanned)
        {
            await scenario.Network.PlanAsync();
        }

        var network = scenario.Network;
        foreach (var (shipment, carrierId) in network.ShipmentIds.Zip((Guid[])
            [network.CarrierId, network.SupplierId, network.CarrierId, network.CarrierId]))
        {
            var lines = await scenario.LinesAsync(shipment);
            await PostAsync(
                network.Supplier, shipment, "dispatch",
                new { carrierId, waybill = "SF1", lines = lines.Select(lineId => new { lineId, quantity = "100" }) });
        }

        clock.Advance(TimeSpan.FromHours(6));
        await PostAsync(network.Carrier, network.ShipmentIds[0], "delivery", new { receivedBy = "王师傅" });
        await PostAsync(
            logistics.Client(Roles.Carrier, org: network.SupplierId), network.ShipmentIds[1], "delivery", new { receivedBy = "王师傅" });
        await scenario.AcceptAsync(network.ShipmentIds[0], accepted: "90", missing: "10");
        var lost = (await scenario.LinesAsync(network.ShipmentIds[2]))
            .Select(lineId => new { lineId, quantity = "100", reason = "Accident" });
        await PostAsync(network.Supplier, network.ShipmentIds[2], "losses", new { lines = lost });
        return scenario;
    }

    public async Task AcceptAsync(Guid shipment, string accepted, string missing) => await PostAsync(
        Network.Logistics.Client(Roles.Purchaser, org: Network.UnitId), shipment, "acceptance",
        new
        {
            acceptanceId = Guid.CreateVersion7(),
            lines = (await LinesAsync(shipment)).Select(lineId => new { lineId, accepted, @short = missing, rejected = "0" }),
        });

    async Task<IEnumerable<Guid>> LinesAsync(Guid shipment) => (await LogisticsScenario.ReadAsync<ShipmentView>(
        HttpStatusCode.OK, await Network.Office.GetAsync($"/logistics/shipments/{shipment}", Ct))).Lines.Select(line => line.LineId);

    static async Task PostAsync(HttpClient by, Guid shipment, string verb, object body)
    {
        using var answer = await by.PostOnceAsync($"/logistics/shipments/{shipment}/{verb}", body, ct: Ct);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Ct));
    }
}
