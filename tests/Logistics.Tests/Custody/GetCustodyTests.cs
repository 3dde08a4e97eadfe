using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Custody;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Custody;

/// <summary>GET /logistics/shipments/{shipmentId}/custody.</summary>
public sealed class GetCustodyTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_loss_belongs_to_whoever_had_the_goods_when_it_was_reported(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));
        var shipment = scenario.Part.PartId;
        await RecordCustodyTests.ScanAsync(scenario.Carrier, RecordCustodyTests.Scan(shipment, CustodyAct.TakenOver, 1));
        using (var lost = await scenario.Carrier.PostOnceAsync(
            $"{scenario.Path}/losses",
            new { lines = new[] { new { lineId = scenario.Part.Lines[0].LineId, quantity = "3", reason = "Spoilt" } } }, ct: Ct))
        {
            Assert.Equal(HttpStatusCode.OK, lost.StatusCode);
        }

        var custody = await LogisticsScenario.ReadAsync<CustodyView>(
            HttpStatusCode.OK, await scenario.Supplier.GetAsync($"{scenario.Path}/custody", Ct));
        var loss = Assert.Single(custody.Losses);
        Assert.Equal((CustodyHolder.Carrier, scenario.CarrierId, Quantity.Of(3)), (loss.Holder, loss.HolderId, loss.Quantity));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null,
            scenario.Logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => client.GetAsync($"{scenario.Path}/custody", Ct));
    }
}
