using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/dispatch.</summary>
public sealed class DispatchShipmentTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_supplier_dispatches_what_was_ordered_or_less(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(
            await services.OnAsync(engine), ("100", "38.60"), ("3", "0.335"), ("50.125", "2.00"));

        var summary = await scenario.DispatchAsync("100", "0", "50.1");

        Assert.Equal(
            (ShipmentState.Dispatched, scenario.CarrierId, "SF1234567890", LogisticsScenario.Now),
            (summary.State, summary.CarrierId, summary.Waybill, summary.DispatchedAt));
        var view = await scenario.ViewAsync();
        Assert.Equal(ShipmentState.Dispatched, view.State);
        Assert.Equal([Examples.Units("100"), Quantity.Zero, Examples.Units("50.1")], view.Lines.Select(line => line.Dispatched!.Value));

        var told = await scenario.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId);
        Assert.Equal(
            (scenario.Order.OrderId, scenario.Part.SupplierId, scenario.CarrierId), (told.OrderId, told.SupplierId, told.CarrierId));
        Assert.Equal(("SF1234567890", LogisticsScenario.Now), (told.Waybill, told.DispatchedAt));
        Assert.Equal(scenario.Part.Lines.Select(line => line.LineId), told.Lines.Select(line => line.LineId));
        Assert.Equal(view.Lines.Select(line => line.Dispatched!.Value), told.Lines.Select(line => line.Dispatched));
        Assert.Equal(scenario.Part.Lines.SelectMany(line => line.Batches), told.Lines.SelectMany(line => line.Batches));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task When_the_goods_left_may_be_stated_in_any_time_zone_and_stays_beside_the_recording(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine));
        var body = scenario.Changed(scenario.Dispatch(), """{"statedDispatchedAt":"2026-11-20T18:15:00.1239+08:00"}""");

        var summary = await LogisticsScenario.ReadAsync<ShipmentSummary>(HttpStatusCode.OK, await scenario.PostDispatchAsync(body));

        Assert.Equal(LogisticsScenario.Now, summary.DispatchedAt);
        Assert.Equal(
            LogisticsScenario.Now, (await scenario.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId)).DispatchedAt);
        var view = await scenario.ViewAsync();
        Assert.Equal(
            (LogisticsScenario.Now, new DateTimeOffset(2026, 11, 20, 10, 15, 0, 123, TimeSpan.Zero)),
            (view.DispatchedAt, view.StatedDispatchedAt));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_shipment_of_500_lines_goes_at_once(Engine engine)
    {
        var lines = Enumerable.Range(1, 500).Select(i => ($"{i}.5", "1.25")).ToArray();
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), lines);

        await scenario.DispatchAsync();

        Assert.Equal(500, (await scenario.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId)).Lines.Count);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_clerks_at_once_one_wins_and_the_other_learns_what_happened(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scenario.PostDispatchAsync(scenario.Dispatch())));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        foreach (var answer in answers.Where(answer => answer.StatusCode != HttpStatusCode.OK))
        {
            var text = await Refused.DetailAsync(HttpStatusCode.Conflict, "already_dispatched", null, answer);
            Assert.Contains("已于 2026-11-21 10:00:00（北京时间）发货，运单号 SF1234567890", text, StringComparison.Ordinal);
        }

        await scenario.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_request_sent_twice_has_one_effect_and_one_answer(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine));
        var key = Guid.CreateVersion7().ToString();

        var first = await scenario.PostDispatchAsync(scenario.Dispatch(), key: key);
        var again = await scenario.PostDispatchAsync(scenario.Dispatch(), key: key);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.True(again.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        await scenario.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId);

        var other = await scenario.PostDispatchAsync(scenario.Dispatch("1"), key: key);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Bad_input_is_refused_and_changes_nothing(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("100", "38.60"), ("3", "0.335"));
        var before = await scenario.ViewAsync();
        var good = scenario.Dispatch();
        (string Change, string Code, string Field)[] cases =
        [
            ("""{"carrierId":"00000000-0000-0000-0000-000000000000"}""", "id_empty", "carrierId"),
            ("""{"carrierId":"SF"}""", "json_wrong_type", "carrierId"),
            ("""{"carrierId":null}""", "json_wrong_type", "carrierId"),
            ("""{"waybill":""}""", "waybill_invalid", "waybill"),
            ("""{"waybill":"SF 123"}""", "waybill_invalid", "waybill"),
            ("""{"waybill":"SF\u200b123"}""", "waybill_invalid", "waybill"),
            ("""{"waybill":"SF\n123"}""", "waybill_invalid", "waybill"),
            ("""{"waybill":"12345678901234567890123456789012345678901"}""", "waybill_invalid", "waybill"),
            ("""{"waybill":12}""", "json_wrong_type", "waybill"),
            ("""{"waybill":null}""", "field_missing", "waybill"),
            ("""{"lines":[{"lineId":"L1","quantity":"100","free":"-1"},{"lineId":"L2","quantity":"1"}]}""", "quantity_negative",
                "lines[0].quantity"),
            ("""{"lines":[{"lineId":"L1","quantity":"100","free":"100.001"},{"lineId":"L2","quantity":"1"}]}""", "free_exceeds_dispatched",
                "lines[0].quantity"),
            ("""{"statedDispatchedAt":"2026-11-20T01:29:59.999Z"}""", "dispatched_before_confirmation", "statedDispatchedAt"),
            ("""{"statedDispatchedAt":"0001-01-01T00:00:00Z"}""", "dispatched_before_confirmation", "statedDispatchedAt"),
            ("""{"statedDispatchedAt":"2026-11-21T02:05:00.001Z"}""", "dispatched_in_future", "statedDispatchedAt"),
            ("""{"statedDispatchedAt":"9999-12-31T23:59:59Z"}""", "dispatched_in_future", "statedDispatchedAt"),
            ("""{"statedDispatchedAt":"yesterday"}""", "json_wrong_type", "statedDispatchedAt"),
            ("""{"lines":[]}""", "count_out_of_range", "lines"),
            ("""{"lines":null}""", "field_missing", "lines"),
            ("""{"lines":[null]}""", "field_missing", "lines[0]"),
            ("""{"lines":[{"lineId":"L1","quantity":"100"}]}""", "line_missing", "lines"),
            ("""{"lines":[{"lineId":"L1","quantity":"1"},{"lineId":"L1","quantity":"1"}]}""", "line_repeated", "lines[1].lineId"),
            (
                """{"lines":[{"lineId":"L1","quantity":"1"},{"lineId":"01985000-0000-7000-8000-000000000000","quantity":"1"}]}""",
                "line_unknown",
                "lines[1].lineId"),
            ("""{"lines":[{"lineId":"L1","quantity":"200.001"},{"lineId":"L2","quantity":"1"}]}""", "over_delivery", "lines[0].quantity"),
            (
                """{"lines":[{"lineId":"L1","quantity":"1"},{"lineId":"L2","quantity":"1000000000000"}]}""",
                "over_delivery",
                "lines[1].quantity"),
            (
                """{"lines":[{"lineId":"L1","quantity":"1"},{"lineId":"L2","quantity":"1000000000001"}]}""",
                "json_wrong_type",
                "lines[1].quantity"),
            (
                """{"lines":[{"lineId":"L1","quantity":"1"},{"lineId":"L2","quantity":"-0.001"}]}""",
                "quantity_negative",
                "lines[1].quantity"),
            ("""{"lines":[{"lineId":"L1","quantity":"1"},{"lineId":"L2","quantity":"1.0001"}]}""", "json_wrong_type", "lines[1].quantity"),
            ("""{"lines":[{"lineId":"L1","quantity":"1"},{"lineId":"L2","quantity":2}]}""", "json_wrong_type", "lines[1].quantity"),
            ("""{"lines":[{"lineId":"L1","quantity":"1"},{"lineId":"L2","quantity":"1e2"}]}""", "json_wrong_type", "lines[1].quantity"),
            ("""{"lines":[{"lineId":"L1","quantity":"0"},{"lineId":"L2","quantity":"0"}]}""", "nothing_dispatched", "lines"),
            ("""{"lines":[{"lineId":"L1"},{"lineId":"L2","quantity":"0"}]}""", "field_missing", "lines[0].quantity"),
            ("""{"price":"1.00"}""", "field_unknown", "price"),
        ];

        foreach (var (change, code, field) in cases)
        {
            var body = scenario.Changed(good, change);
            await Refused.AsAsync(
                HttpStatusCode.BadRequest, code, field, scenario.Supplier, client => scenario.PostDispatchAsync(body, client));
        }

        var tooMany = scenario.Changed(
            good, $$"""{"lines":[{{string.Join(',', Enumerable.Repeat("""{"lineId":"L1","quantity":"1"}""", 501))}}]}""");
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "count_out_of_range", "lines",
            scenario.Supplier, client => scenario.PostDispatchAsync(tooMany, client));

        Assert.Equivalent(before, await scenario.ViewAsync(), strict: true);
        Assert.Empty(scenario.Told<ShipmentDispatched>(message => message.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_a_registered_carrier_is_given_goods(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine));
        var unknown = Guid.CreateVersion7();
        var body = scenario.Changed(scenario.Dispatch(), $$"""{"carrierId":"{{unknown}}"}""");

        var (zh, en) = await Refused.AsAsync(
            HttpStatusCode.BadRequest, "carrier_unknown", "carrierId", scenario.Supplier,
            client => scenario.PostDispatchAsync(body, client));

        Assert.Contains("/logistics/carriers", zh, StringComparison.Ordinal);
        Assert.Contains("/logistics/carriers", en, StringComparison.Ordinal);
        Assert.Equal(ShipmentState.Planned, (await scenario.ViewAsync()).State);
        Assert.Empty(scenario.Told<ShipmentDispatched>(message => message.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task More_than_was_ordered_may_leave_but_not_more_than_twice_as_much(Engine engine)
    {
        // EC-50: what the buyer may take of it is decided at the acceptance.
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("500", "5.80"));

        var (zh, en) = await Refused.AsAsync(
            HttpStatusCode.BadRequest, "over_delivery", "lines[0].quantity", scenario.Supplier,
            client => scenario.PostDispatchAsync(scenario.Dispatch("5200"), client));
        Assert.Contains("发货 5200 超过订购 500 的两倍", zh, StringComparison.Ordinal);
        Assert.Contains("more than twice the 500 ordered", en, StringComparison.Ordinal);

        await scenario.DispatchAsync("520");
        Assert.Equal(
            Examples.Units("520"), (await scenario.ToldOnceAsync<ShipmentDispatched>(message => message.ShipmentId)).Lines[0].Dispatched);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_supplier_of_the_part_may_dispatch(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);

        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "shipment_not_found",
            null,
            logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => scenario.PostDispatchAsync(scenario.Dispatch(), client));
        foreach (var role in new[] { Roles.Purchaser, Roles.Approver, Roles.Carrier, Roles.Official, Roles.Auditor, Roles.Operator })
        {
            // Even with the right organisation.
            await Refused.AsAsync(
                HttpStatusCode.Forbidden, "role_not_allowed", null, logistics.Client(role, org: scenario.Part.SupplierId),
                client => scenario.PostDispatchAsync(scenario.Dispatch(), client));
        }

        // A supplier, but not this one.
        var seller = logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        await Refused.AsAsync(HttpStatusCode.NotFound, "shipment_not_found", null, seller, client => scenario.PostDispatchAsync(
            scenario.Dispatch(), client));
        var homeless = logistics.Client(Roles.Supplier);
        await Refused.AsAsync(HttpStatusCode.NotFound, "shipment_not_found", null, homeless, client => scenario.PostDispatchAsync(
            scenario.Dispatch(), client));
        Assert.Equal(
            HttpStatusCode.Unauthorized, (await scenario.PostDispatchAsync(scenario.Dispatch(), logistics.ClientWith(null))).StatusCode);

        Assert.Equal(ShipmentState.Planned, (await scenario.ViewAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_unknown_shipment_is_not_found_and_an_id_that_is_none_neither(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.PlannedAsync(logistics);

        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "shipment_not_found",
            null,
            scenario.Supplier,
            client => client.PostOnceAsync($"/logistics/shipments/{Guid.CreateVersion7()}/dispatch", scenario.Dispatch(), ct: Ct));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await scenario.Supplier.PostOnceAsync("/logistics/shipments/1/dispatch", scenario.Dispatch(), ct: Ct)).StatusCode);
    }
}
