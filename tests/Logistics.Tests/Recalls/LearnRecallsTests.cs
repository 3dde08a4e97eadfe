using System.Net;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Lorries;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Recalls;

/// <summary>← RecallPublished.</summary>
public sealed class LearnRecallsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_that_are_called_back_are_not_sent_and_the_rest_is(Engine engine)
    {
        var recall = await RecallScenario.PlannedAsync(await services.OnAsync(engine));
        await recall.HearAsync(recall.Declared);

        await Refused.AsAsync(
            HttpStatusCode.Conflict, "batch_recalled", "lines[0].quantity", recall.Shipment.Supplier,
            client => recall.Shipment.PostDispatchAsync(recall.Shipment.Dispatch(), client));

        Assert.Equal(ShipmentState.Dispatched, (await recall.Shipment.DispatchAsync("0", "10")).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_a_lorry_what_is_called_back_stays_behind(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var recall = await RecallScenario.PlannedAsync(logistics);
        var other = await LogisticsScenario.PlannedAsync(
            logistics, Examples.ConfirmedFor(recall.Shipment.Part.SupplierId, Guid.CreateVersion7(), ("5", "2.00")));
        await recall.HearAsync(recall.Declared);

        var outcomes = await LogisticsScenario.ReadAsync<ShipmentOutcomes>(
            HttpStatusCode.OK,
            await recall.Shipment.Supplier.PostOnceAsync(
                "/logistics/dispatches",
                new
                {
                    carrierId = recall.Shipment.CarrierId,
                    waybill = "SF1",
                    items = new[] { recall.Shipment, other }.Select(scenario => new
                    {
                        shipmentId = scenario.Part.PartId,
                        lines = scenario.Part.Lines.Select(line => new { lineId = line.LineId, quantity = line.Quantity.ToString() }),
                    }),
                },
                ct: Ct));

        Assert.Equal(["batch_recalled", null], outcomes.Items.Select(item => item.Problem?.Code));
        Assert.Equal(ShipmentState.Dispatched, outcomes.Items[1].Shipment!.State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_is_to_get_the_goods_is_warned_until_the_recall_is_lifted(Engine engine)
    {
        var recall = await RecallScenario.PlannedAsync(await services.OnAsync(engine));
        await recall.Shipment.DispatchAsync();
        await recall.HearAsync(recall.Declared);
        await recall.HearAsync(recall.Declared);

        foreach (var client in (HttpClient[])[recall.Shipment.Purchaser, recall.Shipment.Carrier, recall.Shipment.Supplier])
        {
            var notice = Assert.Single((await SeeAsync(recall, client)).Recalls);
            Assert.Equal((recall.RecallId, recall.BatchId, "农残超标"), (notice.RecallId, notice.BatchId, notice.Reason));
            Assert.Equal([1], notice.LineNumbers);
            Assert.Equal([recall.Shipment.Part.PartId], await RecalledAsync(client));
        }

        await recall.HearAsync(recall.Lifted);
        Assert.Empty((await SeeAsync(recall, recall.Shipment.Purchaser)).Recalls);
        Assert.Empty(await RecalledAsync(recall.Shipment.Purchaser));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_recall_that_is_heard_of_after_it_was_lifted_stops_nothing(Engine engine)
    {
        var recall = await RecallScenario.PlannedAsync(await services.OnAsync(engine));
        await recall.HearAsync(recall.Lifted);
        await recall.HearAsync(recall.Declared);
        Assert.Equal(ShipmentState.Dispatched, (await recall.Shipment.DispatchAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_recall_of_batches_of_which_nothing_is_known_here_holds_nobody_up(Engine engine)
    {
        var recall = await RecallScenario.PlannedAsync(await services.OnAsync(engine));
        await recall.HearAsync(recall.Declared with { BatchIds = [Guid.CreateVersion7()] });
        Assert.Empty((await SeeAsync(recall, recall.Shipment.Purchaser)).Recalls);
    }

    static async Task<ShipmentView> SeeAsync(RecallScenario recall, HttpClient client) =>
        await LogisticsScenario.ReadAsync<ShipmentView>(HttpStatusCode.OK, await client.GetAsync(recall.Shipment.Path, Ct));

    static async Task<IEnumerable<Guid>> RecalledAsync(HttpClient client) =>
        (await LogisticsScenario.ReadAsync<Page<ShipmentSummary>>(
            HttpStatusCode.OK, await client.GetAsync("/logistics/shipments?recalled=true", Ct))).Items.Select(item => item.ShipmentId);
}
