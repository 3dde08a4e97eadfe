using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/delivery.</summary>
public sealed class RecordDeliveryTests(SharedServices services)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_carrier_records_who_received_the_goods_and_states_when(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine));
        await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK,
            await scenario.PostDispatchAsync(new
            {
                carrierId = scenario.CarrierId,
                waybill = "京A·12345",
                statedDispatchedAt = LogisticsScenario.Now.AddHours(-20),
                lines = scenario.Part.Lines.Select(line => new { lineId = line.LineId, quantity = line.Quantity }),
            }));

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(
            HttpStatusCode.OK,
            await scenario.PostDeliveryAsync(new { statedDeliveredAt = LogisticsScenario.Now.AddHours(-1), receivedBy = "食堂 王师傅" }));

        Assert.Equal(
            (ShipmentState.Delivered, LogisticsScenario.Now, LogisticsScenario.Now.AddDays(7)),
            (summary.State, summary.DeliveredAt, summary.AcceptDueAt));
        var view = await scenario.ViewAsync();
        Assert.Equal(
            (ShipmentState.Delivered, LogisticsScenario.Now, LogisticsScenario.Now.AddHours(-1), "食堂 王师傅"),
            (view.State, view.DeliveredAt, view.StatedDeliveredAt, view.ReceivedBy));
        Assert.Equal(
            new ShipmentDelivered
            {
                ShipmentId = scenario.Part.PartId,
                OrderId = scenario.Order.OrderId,
                DeliveredAt = LogisticsScenario.Now,
            },
            await scenario.ToldOnceAsync<ShipmentDelivered>(message => message.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Without_a_time_it_is_now(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));

        Assert.Equal(LogisticsScenario.Now, (await scenario.DeliverAsync()).DeliveredAt);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_clerks_at_once_one_wins_and_the_other_learns_what_happened(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => scenario.PostDeliveryAsync(new { receivedBy = $"门卫{i}" })));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        await scenario.ToldOnceAsync<ShipmentDelivered>(message => message.ShipmentId);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            var text = await Refused.DetailAsync(HttpStatusCode.Conflict, "already_delivered", null, answer);
            Assert.Contains("签收", text, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Bad_input_is_refused_and_changes_nothing(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));
        var before = await scenario.ViewAsync();
        (object Body, string Code, string Field)[] cases =
        [
            (new { receivedBy = "" }, "text_blank", "receivedBy"),
            (new { receivedBy = "  " }, "text_blank", "receivedBy"),
            (new { receivedBy = new string('王', 81) }, "text_too_long", "receivedBy"),
            (new { receivedBy = "王\u0000师傅" }, "text_unreadable", "receivedBy"),
            (new { receivedBy = 7 }, "json_wrong_type", "receivedBy"),
            (new { }, "field_missing", "receivedBy"),
            (
                new { receivedBy = "王师傅", statedDeliveredAt = LogisticsScenario.Now.AddMilliseconds(-1) },
                "delivered_before_dispatch", "statedDeliveredAt"),
            (new { receivedBy = "王师傅", statedDeliveredAt = DateTimeOffset.MinValue }, "delivered_before_dispatch", "statedDeliveredAt"),
            (
                new { receivedBy = "王师傅", statedDeliveredAt = LogisticsScenario.Now.AddMilliseconds(1) },
                "delivered_in_future", "statedDeliveredAt"),
            (new { receivedBy = "王师傅", statedDeliveredAt = DateTimeOffset.MaxValue }, "delivered_in_future", "statedDeliveredAt"),
            (new { receivedBy = "王师傅", statedDeliveredAt = "2026-13-01T00:00:00Z" }, "json_wrong_type", "statedDeliveredAt"),
            (new { receivedBy = "王师傅", photo = "x" }, "field_unknown", "photo"),
        ];

        foreach (var (body, code, field) in cases)
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, code, field, scenario.Carrier, client => scenario.PostDeliveryAsync(body, client));
        }

        Assert.Equivalent(before, await scenario.ViewAsync(), strict: true);
        Assert.Empty(scenario.Told<ShipmentDelivered>(message => message.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_carrier_that_was_named_may_deliver(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);
        var body = new { receivedBy = "王师傅" };

        // Before the dispatch nobody is the carrier, not even one without an organisation.
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, scenario.Carrier, client => scenario.PostDeliveryAsync(body, client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null,
            logistics.Client(Roles.Carrier), client => scenario.PostDeliveryAsync(body, client));

        await scenario.DispatchAsync();
        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "shipment_not_found",
            null,
            logistics.Client(Roles.Carrier, org: Guid.CreateVersion7()),
            client => scenario.PostDeliveryAsync(body, client));
        foreach (var role in new[] { Roles.Supplier, Roles.Purchaser, Roles.Approver, Roles.Official, Roles.Auditor, Roles.Operator })
        {
            await Refused.AsAsync(
                HttpStatusCode.Forbidden, "role_not_allowed", null, logistics.Client(role, org: scenario.CarrierId),
                client => scenario.PostDeliveryAsync(body, client));
        }

        Assert.Equal(ShipmentState.Dispatched, (await scenario.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_delivery_recorded_twice_with_the_same_key_is_recorded_once(Engine engine)
    {
        var scenario = await LogisticsScenario.DispatchedAsync(await services.OnAsync(engine));
        var key = Guid.CreateVersion7().ToString();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => scenario.PostDeliveryAsync(new { receivedBy = "王师傅" }, key: key)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        await scenario.ToldOnceAsync<ShipmentDelivered>(message => message.ShipmentId);
    }
}
