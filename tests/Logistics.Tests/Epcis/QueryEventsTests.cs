using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.ColdChain;
using Marketplace.Logistics.Tests.Custody;
using Marketplace.Logistics.Tests.Intakes;
using Marketplace.Logistics.Tests.Recalls;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Logistics.Tests.Epcis.EpcisClient;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>GET /logistics/epcis/events.</summary>
public sealed class QueryEventsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_shipment_is_traced_from_the_dispatch_to_the_return_and_back_to_its_batch(Engine engine)
    {
        var road = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        await road.DecideAsync((await road.RequestReturnAsync("Return", "3")).ReturnId, isConfirmed: true);
        await road.Logistics.Client(Roles.Supplier, org: road.Part.SupplierId).PostOnceAsync("/logistics/custody-events", new
        {
            items = new[] { RecordCustodyTests.Scan(road.Part.PartId, CustodyAct.HandedOver, 3) },
        }, ct: Ct);
        var shipment = Shipment(road.Part.PartId);
        var events = await road.Purchaser.EventsAsync($"MATCH_anyEPC={Escaped(shipment)}");
        Assert.Equal(
            [
                ("accepting", "conformant"), ("arriving", "in_progress"), ("departing", "in_transit"), ("inspecting", "non_conformant"),
                ("receiving", "returned"), ("shipping", "in_transit"),
            ],
            events.Select(one => (one.Text("bizStep")!, one.Text("disposition")!)).Order());
        // From the batch to the shipments, and from the acceptance back to the batch.
        var batch = Batch(road.Part.Lines[0].Batches[0].BatchId);
        var ofBatch = await road.Purchaser.EventsAsync($"MATCH_anyEPCClass={Escaped(batch)}");
        Assert.Contains(shipment, ofBatch.SelectMany(one => one.GetProperty("epcList").EnumerateArray()).Select(epc => epc.GetString()));
        var accepted = Assert.Single(await road.Purchaser.EventsAsync(
            $"EQ_bizTransaction_recadv={Escaped($"{Base}/acceptance/bt/{road.AcceptanceId}")}&EQ_bizStep=accepting"));
        // 100 of 500 g each.
        var goods = accepted.GetProperty("quantityList")[0];
        Assert.Equal((batch, 50m, "KGM"), (goods.Text("epcClass"), goods.GetProperty("quantity").GetDecimal(), goods.Text("uom")));
        Assert.Equal(
            events.Count,
            (await road.Purchaser.EventsAsync($"EQ_bizTransaction_po={Escaped($"{Base}/order/bt/{road.Order.OrderId}")}")).Count);
        // The same record gives the same event for ever, and is found by its id.
        foreach (var one in events)
        {
            var found = Assert.Single(await road.Purchaser.EventsAsync($"EQ_eventID={Escaped(one.Text("eventID")!)}"));
            Assert.Equal(one.GetRawText(), found.GetRawText());
        }

        Assert.DoesNotContain("Fen", JsonSerializer.Serialize(events), StringComparison.Ordinal);
        Assert.DoesNotContain("王师傅", JsonSerializer.Serialize(events), StringComparison.Ordinal);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Losses_readings_recalls_and_what_never_arrives_are_events(Engine engine)
    {
        var service = await services.OnAsync(engine);
        var cold = await ColdChainScenario.DispatchedAsync(service);
        await cold.Road.Carrier.PostOnceAsync(
            $"{cold.Path}/readings", new { readings = ColdChainScenario.Logged(8, [.. Enumerable.Repeat(15m, 12)]) }, ct: Ct);
        await cold.Road.Supplier.PostOnceAsync($"{cold.Path}/losses", new
        {
            lines = cold.Road.Part.Lines.Select(line =>
                new { lineId = line.LineId, quantity = line.Quantity.ToString(), reason = "Spoilt" }),
        }, ct: Ct);
        var events = await cold.Road.Supplier.EventsAsync($"MATCH_epc={Escaped(Shipment(cold.Road.Part.PartId))}");
        Assert.Equal(
            ["sensor_reporting", "shipping", "transporting", "transporting", "void_shipping"],
            events.Select(one => one.Text("bizStep")).Order(StringComparer.Ordinal));
        var reports = events.Single(one => one.Text("bizStep") == "sensor_reporting").GetProperty("sensorElementList")[0]
            .GetProperty("sensorReport");
        Assert.Equal((15m, "ALARM_CONDITION"), (reports[0].GetProperty("maxValue").GetDecimal(), reports[1].Text("exception")));
        foreach (var one in events)
        {
            Assert.Single(await cold.Road.Supplier.EventsAsync($"EQ_eventID={Escaped(one.Text("eventID")!)}"));
        }

        var recall = await RecallScenario.PlannedAsync(service);
        await recall.HearAsync(recall.Declared);
        await recall.HearAsync(recall.Lifted);
        var ofBatch = await recall.Shipment.Purchaser.EventsAsync($"MATCH_epcClass={Escaped(Batch(recall.BatchId))}");
        Assert.Equal(
            ["""{"set":["recalled"]}""", """{"unset":["recalled"]}"""],
            ofBatch.Select(one => one.GetProperty("persistentDisposition").GetRawText()));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_intake_is_told_without_who_brought_it_and_declared_wrong_when_it_is_taken_back(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var intake = Guid.CreateVersion7();
        await station.RecordAsync(station.Item(intake, "12.5"));
        var query = $"MATCH_epcClass={Escaped(Batch(station.BatchId))}";
        var one = Assert.Single(await station.Keeper.EventsAsync(query));
        Assert.Equal(("commissioning", "ADD"), (one.Text("bizStep"), one.Text("action")));
        Assert.Equal(12.5m, one.GetProperty("quantityList")[0].GetProperty("quantity").GetDecimal());
        Assert.DoesNotContain($"{station.HouseholdId}", one.GetRawText(), StringComparison.OrdinalIgnoreCase);
        await station.ReverseAsync(intake);
        var events = await station.Keeper.EventsAsync(query);
        Assert.Equal(2, events.Count);
        Assert.Equal(one.Text("eventID"), events[1].Text("eventID"));
        Assert.True(events[1].TryGetProperty("errorDeclaration", out _));
        Assert.Equal(2, (await station.Keeper.EventsAsync($"EQ_eventID={Escaped(one.Text("eventID")!)}")).Count);
        Assert.Empty(await station.KeeperOf(Guid.CreateVersion7()).EventsAsync(query));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_office_of_an_origin_reads_of_the_goods_from_there_alone(Engine engine)
    {
        var order = Examples.Confirmed(("100", "38.60"), ("10", "1.00"));
        var elsewhere = order.Parts[0].Lines[1] with
        {
            Goods = order.Parts[0].Lines[1].Goods with { OriginPath = new RegionPath("/510000/513400/513431/") },
        };
        var road = await LogisticsScenario.PlannedAsync(
            await services.OnAsync(engine),
            order with { Parts = [order.Parts[0] with { Lines = [order.Parts[0].Lines[0], elsewhere] }] });
        await road.DispatchAsync();
        var query = $"MATCH_epc={Escaped(Shipment(road.Part.PartId))}";
        string[] batches = [.. road.Part.Lines.Select(line => Batch(line.Batches[0].BatchId))];
        Assert.Equal(batches, ClassesOf(Assert.Single(await road.Purchaser.EventsAsync(query))));
        var office = road.Logistics.Client(Roles.Official, region: "513430");
        Assert.Equal(batches[..1], ClassesOf(Assert.Single(await office.EventsAsync(query))));
    }

    static IEnumerable<string?> ClassesOf(JsonElement one) =>
        one.GetProperty("quantityList").EnumerateArray().Select(part => part.Text("epcClass"));

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Pages_of_any_size_have_the_same_events_and_a_stranger_finds_none(Engine engine)
    {
        var road = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        var query = $"MATCH_anyEPC={Escaped(Shipment(road.Part.PartId))}";
        var all = await road.Purchaser.EventsAsync(query);
        foreach (var size in new[] { 1, 2, 3 })
        {
            Assert.Equal(
                all.Select(one => one.GetRawText()),
                (await road.Purchaser.EventsAsync($"{query}&perPage={size}")).Select(one => one.GetRawText()));
        }

        Assert.Empty(await road.Logistics.Client(Roles.Purchaser, org: Guid.CreateVersion7()).EventsAsync(query));
        Assert.Single(await road.Purchaser.EventsAsync($"{query}&EQ_bizStep=shipping|loading&eventType=ObjectEvent"));
        Assert.Single(await road.Purchaser.EventsAsync($"{query}&EQ_bizStep=urn:epcglobal:cbv:bizstep:shipping"));
        Assert.Empty(await road.Purchaser.EventsAsync($"{query}&LT_eventTime=2020-01-01T00:00:00Z"));
        // By time alone, as a system does that asks each hour.
        var from = Escaped(LogisticsScenario.Now.AddHours(-1).ToString("O"));
        var until = Escaped(LogisticsScenario.Now.AddHours(1).ToString("O"));
        var ofTime = await road.Purchaser.EventsAsync($"GE_recordTime={from}&LT_recordTime={until}");
        // Recalls are for everybody, also those of other tests.
        Assert.Equal(
            all.Select(one => one.Text("eventID")),
            ofTime.Where(one => !one.GetRawText().Contains("recalled", StringComparison.Ordinal)).Select(one => one.Text("eventID")));
    }

    [Theory]
    [InlineData("", "query_too_large")]
    [InlineData("EQ_bizStep=shipping", "query_too_large")]
    [InlineData("GE_recordTime=2020-01-01T00:00:00Z", "query_too_large")]
    [InlineData("GE_recordTime=2026-11-01T00:00:00Z&LT_recordTime=2026-11-09T00:00:00Z", "query_too_large")]
    [InlineData("EQ_bizStp=shipping", "parameter_unknown")]
    [InlineData("GE_recordTime=yesterday", "not_a_time")]
    [InlineData("EQ_eventID=x:y&perPage=1000", "out_of_range")]
    [InlineData("EQ_eventID=x:y&nextPageToken=nonsense!", "cursor_invalid")]
    [InlineData("MATCH_epc=urn:epc:idpat:sgtin:4012345.044444.*", "pattern_unsupported")]
    public async Task What_asks_of_too_much_or_can_t_be_read_is_refused(string query, string code)
    {
        var auditor = (await services.OnAsync(Engine.Sqlite)).Client(Roles.Auditor);
        Assert.Equal(code, await auditor.RefusalAsync(query));
    }
}
