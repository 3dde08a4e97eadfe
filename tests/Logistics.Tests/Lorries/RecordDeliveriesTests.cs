using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Labels;
using Marketplace.Logistics.Tests.Labels;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Lorries;

/// <summary>POST /logistics/deliveries.</summary>
public sealed class RecordDeliveriesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_carrier_that_was_suspended_on_the_way_brings_starts_no_clock(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.DispatchedAsync(logistics, 2);
        await logistics.SuspendAsync(lorry.CarrierId, new(2026, 12, 31));

        var outcomes = await lorry.DeliverAsync(LorryScenario.Deliver([.. lorry.Shipments.Select(shipment => shipment.Part.PartId)]));

        LorryScenario.AllDone(outcomes);
        Assert.All(
            outcomes.Items, item => Assert.Equal((ShipmentState.Delivered, null), (item.Shipment!.State, item.Shipment.AcceptDueAt)));
        Assert.Equal(Carriage.NotActive, (await lorry.Shipments[0].ViewAsync()).Carriage);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_shipments_of_a_lorry_arrive_at_once_and_are_answered_in_the_order_asked(Engine engine)
    {
        var lorry = await LorryScenario.DispatchedAsync(await services.OnAsync(engine), 3);
        Guid[] asked = [.. lorry.Shipments.Reverse().Select(shipment => shipment.Part.PartId)];

        var outcomes = await lorry.DeliverAsync(LorryScenario.Deliver(asked));

        LorryScenario.AllDone(outcomes);
        Assert.Equal(asked, outcomes.Items.Select(item => item.ShipmentId!.Value));
        Assert.All(outcomes.Items, item => Assert.Equal(
            (ShipmentState.Delivered, LogisticsScenario.Now, LogisticsScenario.Now.AddDays(7)),
            (item.Shipment!.State, item.Shipment.DeliveredAt, item.Shipment.AcceptDueAt)));
        foreach (var shipment in lorry.Shipments)
        {
            Assert.Equal("食堂 王师傅", (await shipment.ViewAsync()).ReceivedBy);
            var told = await shipment.ToldOnceAsync<ShipmentDelivered>(message => message.ShipmentId);
            Assert.Equal((shipment.Order.OrderId, LogisticsScenario.Now), (told.OrderId, told.DeliveredAt));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_unloaded_is_named_by_the_labels_of_its_packages(Engine engine)
    {
        var lorry = await LorryScenario.DispatchedAsync(await services.OnAsync(engine), 3);
        var codes = new List<string[]>();
        foreach (var shipment in lorry.Shipments)
        {
            codes.Add(
            [
                .. (await LogisticsScenario.ReadAsync<PackageLabels>(
                    HttpStatusCode.OK,
                    await lorry.Supplier.GetAsync(LabelScenario.PathOf(shipment.Part.PartId, "packages=2"), Ct))).Items
                    .Select(label => label.Code),
            ]);
        }

        object ask = new
        {
            receivedBy = "食堂 王师傅",
            items = new object[]
            {
                new { labels = codes[0] }, new { labels = new[] { LabelScenario.Forged(codes[1][0]) } }, new { labels = new[] { "ABC" } },
                new { labels = new[] { codes[2][0] } },
            },
        };
        var outcomes = await lorry.DeliverAsync(ask);

        Assert.Equal(
            [null, "label_not_genuine", "label_unreadable", null], outcomes.Items.Select(outcome => outcome.Problem?.Code));
        Assert.Equal(
            [lorry.Shipments[0].Part.PartId, lorry.Shipments[1].Part.PartId, null, lorry.Shipments[2].Part.PartId],
            outcomes.Items.Select(outcome => outcome.ShipmentId));
        Assert.Equal(ShipmentState.Dispatched, (await lorry.Shipments[1].ViewAsync()).State);
        Assert.Equal(ShipmentState.Delivered, (await lorry.Shipments[2].ViewAsync()).State);
        await LorryScenario.RefusedWholeAsync(
            "shipment_or_labels", "items[0].labels", await lorry.PostDeliveryAsync(new { receivedBy = "王师傅", items = new[] { new { } } }));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_dock_and_a_day_stand_for_all_that_the_carrier_has_on_the_way_there(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var (dock, day) = (Guid.CreateVersion7(), new DateOnly(2026, 11, 25));
        var lorry = await LorryScenario.PlannedAsync(logistics, 3, dock, day);
        var sent = lorry.Shipments.Take(2).ToList();
        var byDock = new { receivedBy = "食堂 王师傅", dockId = dock, deliverOn = day };
        await Refused.DetailAsync(HttpStatusCode.Conflict, "no_load_for_dock", "dockId", await lorry.PostDeliveryAsync(byDock));
        LorryScenario.AllDone(await lorry.DispatchAsync(lorry.Dispatch([.. sent.Select(LorryScenario.Load)])));

        // What waits at the supplier, and what goes there on another day, is not meant.
        await Refused.DetailAsync(
            HttpStatusCode.Conflict, "no_load_for_dock", "dockId",
            await lorry.PostDeliveryAsync(byDock with { deliverOn = day.AddDays(1) }));
        var outcomes = await lorry.DeliverAsync(byDock);

        LorryScenario.AllDone(outcomes);
        Assert.Equal(sent.Select(shipment => shipment.Part.PartId).Order(), outcomes.Items.Select(item => item.ShipmentId!.Value).Order());
        Assert.Equal(ShipmentState.Planned, (await lorry.Shipments[2].ViewAsync()).State);
        await LorryScenario.RefusedWholeAsync(
            "items_or_dock", "items", await lorry.PostDeliveryAsync(new { receivedBy = "食堂 王师傅", dockId = dock }));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_bad_shipment_is_refused_as_it_is_alone_and_the_others_arrive(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.DispatchedAsync(logistics, 3);
        var (arrived, good) = (lorry.Shipments[0], lorry.Shipments.Skip(1).ToList());
        var ofAnother = await LogisticsScenario.DispatchedAsync(logistics);
        // What is told in English repeats the name.
        var already = LorryScenario.Changed(LorryScenario.Deliver(arrived.Part.PartId), """{"receivedBy":"Wang"}""");
        LorryScenario.AllDone(await lorry.DeliverAsync(already));
        var unknown = Guid.CreateVersion7();

        var outcomes = await lorry.DeliverAsync(LorryScenario.Deliver(
            good[0].Part.PartId, arrived.Part.PartId, ofAnother.Part.PartId, unknown, good[1].Part.PartId));

        Assert.Equal(
            [null, "already_delivered", "shipment_not_found", "shipment_not_found", null],
            outcomes.Items.Select(item => item.Problem?.Code));
        var proof = new { receivedBy = "食堂 王师傅" };
        await LorryScenario.RefusedAsAloneAsync(outcomes.Items[1], lorry.Carrier, client => arrived.PostDeliveryAsync(proof, client));
        await LorryScenario.RefusedAsAloneAsync(outcomes.Items[2], lorry.Carrier, client => ofAnother.PostDeliveryAsync(proof, client));
        Assert.Equal(ShipmentState.Dispatched, (await ofAnother.ViewAsync()).State);
        Assert.Empty(ofAnother.Told<ShipmentDelivered>(message => message.ShipmentId));
        foreach (var done in lorry.Shipments)
        {
            await done.ToldOnceAsync<ShipmentDelivered>(message => message.ShipmentId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_time_that_fits_only_some_shipments_is_refused_for_the_others(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.PlannedAsync(logistics, 2);
        var (early, late) = (lorry.Shipments[0], lorry.Shipments[1]);
        var yesterday = LorryScenario.Changed(
            lorry.Dispatch(LorryScenario.Load(early)), """{"statedDispatchedAt":"2026-11-20T08:00:00Z"}""");
        LorryScenario.AllDone(await lorry.DispatchAsync(yesterday));
        LorryScenario.AllDone(await lorry.DispatchAsync(lorry.Dispatch(LorryScenario.Load(late))));

        var body = LorryScenario.Changed(
            LorryScenario.Deliver(early.Part.PartId, late.Part.PartId), """{"statedDeliveredAt":"2026-11-20T17:00:00Z"}""");
        var outcomes = await lorry.DeliverAsync(body);

        Assert.Equal([null, "delivered_before_dispatch"], outcomes.Items.Select(item => item.Problem?.Code));
        Assert.Equal("statedDeliveredAt", outcomes.Items[1].Problem!.Field);
        Assert.Equal(
            [ShipmentState.Delivered, ShipmentState.Dispatched],
            [(await early.ViewAsync()).State, (await late.ViewAsync()).State]);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_call_sent_twice_has_one_effect_and_one_answer_and_with_a_new_key_it_tells_what_has_happened(Engine engine)
    {
        var lorry = await LorryScenario.DispatchedAsync(await services.OnAsync(engine), 2);
        var body = LorryScenario.Deliver([.. lorry.Shipments.Select(shipment => shipment.Part.PartId)]);
        var key = Guid.CreateVersion7().ToString();

        var first = await lorry.PostDeliveryAsync(body, key: key);
        var again = await lorry.PostDeliveryAsync(body, key: key);
        var anew = await lorry.DeliverAsync(body);

        LorryScenario.AllDone(await LorryScenario.ReadAsync(first));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.All(anew.Items, item => Assert.Equal((409, "already_delivered"), (item.Problem?.Status, item.Problem?.Code)));
        foreach (var shipment in lorry.Shipments)
        {
            await shipment.ToldOnceAsync<ShipmentDelivered>(message => message.ShipmentId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_malformed_call_is_refused_as_a_whole(Engine engine)
    {
        var lorry = await LorryScenario.DispatchedAsync(await services.OnAsync(engine), 1);
        var id = lorry.Shipments[0].Part.PartId;
        (object Body, string Code, string Field)[] cases =
        [
            (LorryScenario.Deliver(), "count_out_of_range", "items"),
            (LorryScenario.Deliver([.. Enumerable.Range(0, 201).Select(_ => Guid.CreateVersion7())]), "count_out_of_range", "items"),
            (LorryScenario.Deliver(id, id), "repeated", "items"),
            (LorryScenario.Changed(LorryScenario.Deliver(id), """{"receivedBy":""}"""), "text_blank", "receivedBy"),
            (LorryScenario.Changed(LorryScenario.Deliver(id), """{"items":[{}]}"""), "shipment_or_labels", "items[0].labels"),
        ];

        foreach (var (body, code, field) in cases)
        {
            await LorryScenario.RefusedWholeAsync(code, field, await lorry.PostDeliveryAsync(body));
        }

        Assert.Equal(ShipmentState.Dispatched, (await lorry.Shipments[0].ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_carrier_that_was_named_may_record(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.DispatchedAsync(logistics, 1);
        var shipment = lorry.Shipments[0];
        var body = LorryScenario.Deliver(shipment.Part.PartId);

        foreach (var role in new[] { Roles.Purchaser, Roles.Approver, Roles.Supplier, Roles.Official, Roles.Auditor, Roles.Operator })
        {
            var answer = await lorry.PostDeliveryAsync(body, logistics.Client(role, org: lorry.CarrierId));
            await Refused.DetailAsync(HttpStatusCode.Forbidden, "role_not_allowed", null, answer);
        }

        var other = logistics.Client(Roles.Carrier, org: Guid.CreateVersion7());
        var item = Assert.Single((await lorry.DeliverAsync(body, other)).Items);
        Assert.Equal("shipment_not_found", item.Problem?.Code);
        await LorryScenario.RefusedAsAloneAsync(item, other, client => shipment.PostDeliveryAsync(new { receivedBy = "某人" }, client));
        Assert.Equal(ShipmentState.Dispatched, (await shipment.ViewAsync()).State);
    }
}
