using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Contracts.Ordering;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.Lorries;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Cancellations;

/// <summary>POST /logistics/cancellations: the buyer withdraws an order that is confirmed, in one call.</summary>
public sealed class CancelShipmentsTests(SharedServices services)
{
    static readonly DateOnly Monday = new(2026, 11, 30);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_of_an_order_that_was_not_sent_is_cancelled_in_one_call_and_what_was_sent_goes_on(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var order = OverThreeDays();
        var sent = await LogisticsScenario.PlannedAsync(logistics, order);
        await sent.DispatchAsync();
        var key = Guid.CreateVersion7().ToString();
        var body = new { reason = "TooLate", note = "学校停课", orderId = order.OrderId };

        var outcomes = await LorryScenario.ReadAsync(await PostAsync(sent.Purchaser, body, key));
        var again = await LorryScenario.ReadAsync(await PostAsync(sent.Purchaser, body, key));

        Assert.Equal(0, outcomes.Left);
        Assert.Equal(outcomes.Items.Select(item => item.ShipmentId), again.Items.Select(item => item.ShipmentId));
        // What is on its way is not overlooked.
        var (gone, ended) = (outcomes.Items.Single(item => item.Problem is not null), outcomes.Items.Where(item => item.Problem is null));
        Assert.Equal((sent.Part.PartId, "already_dispatched"), (gone.ShipmentId, gone.Problem!.Code));
        Guid[] unsent = [.. order.Parts.Skip(1).Select(part => part.PartId)];
        Assert.Equal(unsent.Order(), ended.Select(item => item.ShipmentId!.Value).Order());
        Assert.All(ended, item => Assert.Equal(ShipmentState.Cancelled, item.Shipment!.State));
        var told = logistics.Published<ShipmentCancelled>().Where(message => message.OrderId == order.OrderId).ToList();
        Assert.Equal(unsent.Order(), told.Select(message => message.ShipmentId).Order());
        Assert.All(told, message => Assert.Equal(
            (true, CancelledBy.Buyer, ShipmentCancellationReason.TooLate, "学校停课"),
            (message.IsWhole, message.CancelledBy, message.Reason, message.Note)));
        Assert.Equal(ShipmentState.Dispatched, (await sent.ViewAsync()).State);

        await Refused.AsAsync(
            HttpStatusCode.Conflict, "nothing_unsent", "orderId", sent.Purchaser, client => PostAsync(client, body with { note = "x" }));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_day_of_an_order_is_cancelled_and_the_others_come(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var order = OverThreeDays();
        var scenario = await LogisticsScenario.PlannedAsync(logistics, order);

        var outcomes = await LorryScenario.ReadAsync(await PostAsync(
            scenario.Purchaser, new { reason = "NotNeeded", orderId = order.OrderId, deliverOn = Monday.AddDays(1) }));

        Assert.Equal([order.Parts[1].PartId], outcomes.Items.Select(item => item.ShipmentId));
        Assert.Equal(ShipmentState.Planned, (await scenario.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_shipment_that_cannot_be_cancelled_says_why_as_alone_and_the_others_are(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.PlannedAsync(logistics, 3);
        var (sent, byLine, whole) = (lorry.Shipments[0], lorry.Shipments[1], lorry.Shipments[2]);
        await lorry.DispatchAsync(lorry.Dispatch(LorryScenario.Load(sent)));
        var ofAnother = await LogisticsScenario.PlannedAsync(logistics);
        var line = byLine.Part.Lines[1].LineId;

        var outcomes = await LorryScenario.ReadAsync(await PostAsync(lorry.Purchaser, new
        {
            reason = "OrderedByMistake",
            items = new object[]
            {
                new { shipmentId = sent.Part.PartId },
                new { shipmentId = byLine.Part.PartId, lineIds = new[] { line } },
                new { shipmentId = ofAnother.Part.PartId },
                new { shipmentId = whole.Part.PartId },
            },
        }));

        Assert.Equal(
            ["already_dispatched", null, "shipment_not_found", null], outcomes.Items.Select(item => item.Problem?.Code));
        Assert.Null(outcomes.Left);
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[0], lorry.Purchaser,
            client => client.PostOnceAsync($"{sent.Path}/cancellation", new { reason = "OrderedByMistake" }, ct: Ct));
        Assert.Equal(
            [ShipmentState.Dispatched, ShipmentState.Planned, ShipmentState.Planned, ShipmentState.Cancelled],
            [(await sent.ViewAsync()).State, (await byLine.ViewAsync()).State, (await ofAnother.ViewAsync()).State,
                (await whole.ViewAsync()).State]);
        Assert.Equal([false, true], (await byLine.ViewAsync()).Lines.Select(known => known.Cancellation is not null));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_cancelled_drops_out_of_its_plan(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 2);
        var plan = await network.PlanAsync();

        LorryScenario.AllDone(await LorryScenario.ReadAsync(await PostAsync(
            network.Logistics.Client(Roles.Purchaser, org: network.UnitId),
            new { reason = "NotNeeded", items = network.ShipmentIds.Select(id => new { shipmentId = id }) })));

        var left = await NetworkScenario.PlanAsync(plan.PlanId, network.Office);
        Assert.All(left.Tours, tour => Assert.Equal((TourState.Cancelled, 0), (tour.State, tour.CostFen)));
    }

    [Fact]
    public async Task What_is_asked_is_checked()
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(Engine.Sqlite));
        var (order, item) = (scenario.Order.OrderId, new { shipmentId = scenario.Part.PartId });

        await AsksAsync("items_or_order", "items", new { reason = "NotNeeded" });
        await AsksAsync("items_or_order", "items", new { reason = "NotNeeded", orderId = order, items = new[] { item } });
        await AsksAsync("items_or_order", "items", new { reason = "NotNeeded", items = new[] { item }, deliverOn = Monday });
        await AsksAsync("reason_not_yours", "reason", new { reason = "CropFailure", orderId = order });
        await AsksAsync("note_missing", "note", new { reason = "Other", orderId = order });
        await AsksAsync("repeated", "items", new { reason = "NotNeeded", items = new[] { item, item } });
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "order_not_found", "orderId", scenario.Purchaser,
            client => PostAsync(client, new { reason = "NotNeeded", orderId = Guid.CreateVersion7() }));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "order_not_found", "orderId",
            scenario.Logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()),
            client => PostAsync(client, new { reason = "NotNeeded", orderId = order }));

        Task AsksAsync(string code, string field, object body) => Refused.AsAsync(
            HttpStatusCode.BadRequest, code, field, scenario.Purchaser, client => PostAsync(client, body));
    }

    static Task<HttpResponseMessage> PostAsync(HttpClient by, object body, string? key = null) =>
        by.PostOnceAsync("/logistics/cancellations", body, key, Ct);

    /// <summary>Three suppliers' parts of one order, for three days.</summary>
    static OrderConfirmed OverThreeDays() => Examples.Of(
        Guid.CreateVersion7(),
        [
            .. Enumerable.Range(0, 3).Select(day =>
                Examples.Part(Guid.CreateVersion7(), 1 + day, ("100", "38.60")) with { DeliverOn = Monday.AddDays(day) }),
        ]);
}
