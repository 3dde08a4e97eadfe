using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Lorries;

/// <summary>POST /logistics/dispatches.</summary>
public sealed class DispatchShipmentsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_shipments_of_a_lorry_leave_at_once_and_are_answered_in_the_order_asked(Engine engine)
    {
        var lorry = await LorryScenario.PlannedAsync(await services.OnAsync(engine), 3);
        LogisticsScenario[] asked = [lorry.Shipments[2], lorry.Shipments[0], lorry.Shipments[1]];

        var outcomes = await lorry.DispatchAsync(lorry.Dispatch([.. asked.Select(shipment => LorryScenario.Load(shipment, "99.5", "0"))]));

        LorryScenario.AllDone(outcomes);
        Assert.Equal(asked.Select(shipment => shipment.Part.PartId), outcomes.Items.Select(item => item.ShipmentId!.Value));
        foreach (var (shipment, item) in asked.Zip(outcomes.Items))
        {
            var summary = item.Shipment!;
            Assert.Equal(
                (ShipmentState.Dispatched, lorry.CarrierId, "SF1234567890", "川W·A1234", LogisticsScenario.Now),
                (summary.State, summary.CarrierId, summary.Waybill, summary.Vehicle, summary.DispatchedAt));
            var view = await shipment.ViewAsync();
            Assert.Equal([Examples.Units("99.5"), Quantity.Zero], view.Lines.Select(line => line.Dispatched!.Value));
            Assert.Equal("川W·A1234", view.Vehicle);
            var told = await shipment.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId);
            Assert.Equal((shipment.Order.OrderId, lorry.CarrierId), (told.OrderId, told.CarrierId));
            Assert.Equal(view.Lines.Select(line => line.Dispatched!.Value), told.Lines.Select(line => line.Dispatched));
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_bad_shipment_is_refused_as_it_is_alone_and_the_others_leave(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.PlannedAsync(logistics, 5);
        var ofAnother = await LogisticsScenario.PlannedAsync(logistics);
        var left = lorry.Shipments[4];
        LorryScenario.AllDone(await lorry.DispatchAsync(lorry.Dispatch(LorryScenario.Load(left))));
        var (over, empty) = (lorry.Shipments[1], lorry.Shipments[2]);
        var noLines = new { shipmentId = empty.Part.PartId, lines = Array.Empty<object>() };

        var outcomes = await lorry.DispatchAsync(lorry.Dispatch(
            LorryScenario.Load(lorry.Shipments[0]), LorryScenario.Load(over, "1", "7"), noLines, LorryScenario.Load(ofAnother),
            LorryScenario.Load(left), LorryScenario.Load(lorry.Shipments[3])));

        Assert.Equal(
            [null, "over_delivery", "count_out_of_range", "shipment_not_found", "already_dispatched", null],
            outcomes.Items.Select(item => item.Problem?.Code));
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[1], lorry.Supplier, client => over.PostDispatchAsync(over.Dispatch("1", "7"), client));
        var withoutLines = empty.Changed(empty.Dispatch(), """{"lines":[]}""");
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[2], lorry.Supplier, client => empty.PostDispatchAsync(withoutLines, client));
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[3], lorry.Supplier, client => ofAnother.PostDispatchAsync(ofAnother.Dispatch(), client));
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[4], lorry.Supplier, client => left.PostDispatchAsync(left.Dispatch(), client));
        foreach (var refused in new[] { over, empty, ofAnother })
        {
            Assert.Equal(ShipmentState.Planned, (await refused.ViewAsync()).State);
            Assert.Empty(refused.Told<ShipmentDispatched>(message => message.ShipmentId));
        }

        foreach (var done in new[] { lorry.Shipments[0], lorry.Shipments[3], left })
        {
            await done.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task With_a_suspended_carrier_each_shipment_stays_as_it_would_alone(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.PlannedAsync(logistics, 2);
        await logistics.SuspendAsync(lorry.CarrierId, new(2026, 12, 31));

        var outcomes = await lorry.DispatchAsync(lorry.Dispatch([.. lorry.Shipments.Select(LorryScenario.Load)]));

        Assert.Equal(["carrier_suspended", "carrier_suspended"], outcomes.Items.Select(item => item.Problem?.Code));
        await LorryScenario.RefusedAsAloneAsync(
            outcomes.Items[0], lorry.Supplier, client => lorry.Shipments[0].PostDispatchAsync(lorry.Shipments[0].Dispatch(), client));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_call_sent_twice_has_one_effect_and_one_answer_and_with_a_new_key_it_tells_what_has_happened(Engine engine)
    {
        var lorry = await LorryScenario.PlannedAsync(await services.OnAsync(engine), 2);
        var body = lorry.Dispatch([.. lorry.Shipments.Select(LorryScenario.Load)]);
        var key = Guid.CreateVersion7().ToString();

        var first = await lorry.PostDispatchAsync(body, key: key);
        var again = await lorry.PostDispatchAsync(body, key: key);
        var anew = await lorry.DispatchAsync(body);

        LorryScenario.AllDone(await LorryScenario.ReadAsync(first));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        Assert.All(anew.Items, item => Assert.Equal((409, "already_dispatched"), (item.Problem?.Status, item.Problem?.Code)));
        foreach (var shipment in lorry.Shipments)
        {
            await shipment.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_lorries_with_the_same_shipments_each_shipment_goes_with_one(Engine engine)
    {
        var lorry = await LorryScenario.PlannedAsync(await services.OnAsync(engine), 12);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(call => lorry.DispatchAsync(lorry.Dispatch(
            [.. (call % 2 == 0 ? lorry.Shipments : lorry.Shipments.Reverse()).Skip(call / 2).Select(LorryScenario.Load)]))));

        var items = answers.SelectMany(answer => answer.Items).ToList();
        foreach (var shipment in lorry.Shipments)
        {
            var ofShipment = items.Where(item => item.ShipmentId == shipment.Part.PartId).ToList();
            Assert.Single(ofShipment, item => item.Problem is null);
            Assert.Equal(ofShipment.Count - 1, ofShipment.Count(item => item.Problem?.Code == "already_dispatched"));
            await shipment.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_malformed_call_is_refused_as_a_whole(Engine engine)
    {
        var lorry = await LorryScenario.PlannedAsync(await services.OnAsync(engine), 1);
        var load = LorryScenario.Load(lorry.Shipments[0]);
        var good = lorry.Dispatch(load);
        object Unknown(int lines) => new
        {
            shipmentId = Guid.CreateVersion7(),
            lines = Enumerable.Repeat(new { lineId = Guid.CreateVersion7(), quantity = "1" }, lines),
        };
        (object Body, string Code, string Field)[] cases =
        [
            (lorry.Dispatch(), "count_out_of_range", "items"),
            (lorry.Dispatch([.. Enumerable.Range(0, 201).Select(_ => Unknown(1))]), "count_out_of_range", "items"),
            (lorry.Dispatch([.. Enumerable.Range(0, 11).Select(_ => Unknown(455))]), "count_out_of_range", "items"),
            (lorry.Dispatch(load, load), "repeated", "items"),
            (LorryScenario.Changed(good, """{"carrierId":"00000000-0000-0000-0000-000000000000"}"""), "id_empty", "carrierId"),
            (LorryScenario.Changed(good, """{"waybill":"SF 1"}"""), "waybill_invalid", "waybill"),
            (LorryScenario.Changed(good, """{"vehicle":" "}"""), "text_blank", "vehicle"),
            (LorryScenario.Changed(good, """{"items":[null]}"""), "field_missing", "items[0]"),
            (LorryScenario.Changed(good, """{"items":null}"""), "items_or_tour", "items"),
            (LorryScenario.Changed(good, """{"lorry":"1"}"""), "field_unknown", "lorry"),
        ];

        foreach (var (body, code, field) in cases)
        {
            await LorryScenario.RefusedWholeAsync(code, field, await lorry.PostDispatchAsync(body));
        }

        Assert.Equal(ShipmentState.Planned, (await lorry.Shipments[0].ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_may_dispatch(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var lorry = await LorryScenario.PlannedAsync(logistics, 1);
        var shipment = lorry.Shipments[0];
        var body = lorry.Dispatch(LorryScenario.Load(shipment));

        foreach (var role in new[] { Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator })
        {
            var answer = await lorry.PostDispatchAsync(body, logistics.Client(role, org: shipment.Part.SupplierId));
            await Refused.DetailAsync(HttpStatusCode.Forbidden, "role_not_allowed", null, answer);
        }

        // A supplier, but not this one.
        var seller = logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        var item = Assert.Single((await lorry.DispatchAsync(body, seller)).Items);
        Assert.Equal("shipment_not_found", item.Problem?.Code);
        await LorryScenario.RefusedAsAloneAsync(item, seller, client => shipment.PostDispatchAsync(shipment.Dispatch(), client));
        Assert.Equal(HttpStatusCode.Unauthorized, (await lorry.PostDispatchAsync(body, logistics.ClientWith(null))).StatusCode);
        Assert.Equal(ShipmentState.Planned, (await shipment.ViewAsync()).State);
    }
}
