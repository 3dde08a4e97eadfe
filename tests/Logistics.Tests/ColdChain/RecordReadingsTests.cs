using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.ColdChain;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Tests.Custody;
using Marketplace.Logistics.Tests.Network;
using Marketplace.Logistics.Tests.Plans;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

/// <summary>POST /logistics/shipments/{shipmentId}/readings.</summary>
public sealed class RecordReadingsTests(SharedServices services)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_breach_is_told_once_with_the_lines_that_it_concerns_and_who_had_the_goods(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));
        Assert.Equal(ColdChainState.NotRead, (await scenario.ViewAsync()).State);
        await RecordCustodyTests.ScanAsync(
            scenario.Road.Carrier, RecordCustodyTests.Scan(scenario.Road.Part.PartId, CustodyAct.TakenOver, 11));

        var taken = await scenario.SendAsync(ColdChainScenario.Logged(5, ColdChainScenario.Warm));

        Assert.Equal((11, 0, ColdChainState.Breached, 1), (taken.Recorded, taken.Known, taken.State, taken.BreachCount));
        Assert.Empty(taken.Refused);
        var view = await scenario.ViewAsync();
        var breach = Assert.Single(view.Breaches);
        Assert.Equal(("TL-01", 80, 11m, false), (breach.DeviceId, breach.Minutes, breach.PeakCelsius, breach.IsSevere));
        Assert.Equal([1], breach.LineNumbers);
        Assert.Equal((CustodyHolder.Carrier, scenario.Road.CarrierId), (breach.Holder, breach.HolderId));
        Assert.Equal((0m, 8m, 11, 4m, 11m), (
            view.Goods[0].MinCelsius, view.Goods[0].MaxCelsius, view.Readings, view.MinCelsius, view.MaxCelsius));
        var told = await scenario.Road.ToldOnceAsync<ColdChainPublished>(message => message.ShipmentId);
        var line = Assert.Single(told.Lines);
        Assert.Equal((1L, scenario.Road.Part.Lines[0].LineId, null), (told.Version, line.LineId, line.Verdict));

        // The same again, and a second logger that saw the same, are no news.
        Assert.Equal((0, 11), await CountsAsync(scenario, ColdChainScenario.Logged(5, ColdChainScenario.Warm)));
        Assert.Single(scenario.Road.Told<ColdChainPublished>(message => message.ShipmentId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Readings_come_late_and_in_any_order_and_a_breach_is_found_once_nothing_is_missing_between(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));
        var all = ColdChainScenario.Logged(5, ColdChainScenario.Warm).ToList();
        var ends = all.Where((_, i) => i is < 3 or > 7);

        Assert.Equal(ColdChainState.Kept, (await scenario.SendAsync(ends.Reverse())).State);
        var gap = Assert.Single((await scenario.ViewAsync()).Gaps);
        Assert.Equal(TimeSpan.FromMinutes(60), gap.Until - gap.From);
        // The buyer reads the logger out at the dock.
        var whole = await scenario.SendAsync(all, scenario.Road.Purchaser);

        Assert.Equal((5, 6, ColdChainState.Breached), (whole.Recorded, whole.Known, whole.State));
        Assert.Empty((await scenario.ViewAsync()).Gaps);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_that_is_refused_does_not_stop_the_others(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));
        await scenario.SendAsync(ColdChainScenario.Logged(5, 4));
        await scenario.Road.DeliverAsync();

        var taken = await scenario.SendAsync(
        [
            .. ColdChainScenario.Logged(4, 4.004m), .. ColdChainScenario.Logged(5, 5), .. ColdChainScenario.Logged(13, 4),
            .. ColdChainScenario.Logged(-1, 4), .. ColdChainScenario.Logged(-0.05, 4), .. ColdChainScenario.Logged(3, 99),
            .. ColdChainScenario.Logged(4, 4), .. ColdChainScenario.Logged(4, 5),
            new { deviceId = " ", statedAt = LogisticsScenario.Now.AddHours(-2), celsius = 4 },
            new { deviceId = "TL-02", statedAt = LogisticsScenario.Now.AddHours(-2), celsius = 4, @class = "Frozen" },
        ]);

        Assert.Equal((1, 1), (taken.Recorded, taken.Known));
        Assert.Equal(
            [
                (1, "reading_differs"), (2, "before_dispatch"), (3, "reading_in_future"), (4, "after_delivery"), (5, "out_of_range"),
                (7, "reading_differs"), (8, "text_blank"), (9, "class_not_carried"),
            ],
            taken.Refused.Select(refused => (refused.Row, refused.Code)));
        Assert.All(taken.Refused, refused => Assert.NotEqual(refused.Zh, refused.En));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_carrier_sends_readings_once_it_has_accepted_a_tour_and_strangers_none(Engine engine)
    {
        var network = await NetworkScenario.WithShipmentsAsync(await services.OnAsync(engine), count: 1);
        var plan = await network.PlanAsync();
        var path = $"/logistics/shipments/{network.ShipmentIds[0]}/readings";
        var ct = TestContext.Current.CancellationToken;
        var body = new { readings = ColdChainScenario.Logged(1, 4).ToList() };
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, network.Carrier, client => client.PostOnceAsync(path, body, ct: ct));
        await ReportFailureTests.AcceptAsync(network, plan, plan.Tours.Single(tour => tour.Kind == TourKind.Collection).Number);
        // Now it has to do with it, though nothing has left.
        var problem = await network.Carrier.PostOnceAsync(path, body, ct: ct);
        Assert.Equal(HttpStatusCode.Conflict, problem.StatusCode);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Goods_without_limits_and_shipments_that_have_not_left_take_none(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var dry = await LogisticsScenario.DispatchedAsync(logistics);
        var waiting = await LogisticsScenario.PlannedAsync(logistics, ColdChainScenario.MeatAndPepper());
        var ct = TestContext.Current.CancellationToken;
        var body = new { readings = ColdChainScenario.Logged(1, 4).ToList() };

        Assert.Null((await dry.ViewAsync()).ColdChain);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "no_temperature_limits", null, dry.Supplier,
            client => client.PostOnceAsync($"{dry.Path}/readings", body, ct: ct));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "not_dispatched", null, waiting.Supplier,
            client => client.PostOnceAsync($"{waiting.Path}/readings", body, ct: ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null, logistics.Client(Roles.Carrier, org: Guid.CreateVersion7()),
            client => client.PostOnceAsync($"{dry.Path}/readings", body, ct: ct));
    }

    [Fact]
    public async Task A_shipment_of_two_classes_asks_with_which_goods_the_logger_travelled()
    {
        var logistics = await services.OnAsync(Engine.Sqlite);
        var order = ColdChainScenario.MeatAndPepper();
        var part = order.Parts[0];
        var ct = TestContext.Current.CancellationToken;
        await using (logistics.OpenDb(out var db))
        {
            var asked = ProductTemperature.Of(part.Lines[1].Goods.ProductId);
            asked.Set(new(TemperatureClass.Frozen, -25, -18), "supplier", LogisticsScenario.Now);
            db.Add(asked);
            await db.SaveChangesAsync(ct);
        }

        var road = await LogisticsScenario.PlannedAsync(logistics, order);
        await road.DispatchAsync();
        var answer = await LogisticsScenario.ReadAsync<ReadingsTaken>(HttpStatusCode.OK, await road.Supplier.PostOnceAsync(
            $"{road.Path}/readings",
            new
            {
                readings = new object[]
                {
                    new { deviceId = "A", statedAt = LogisticsScenario.Now, celsius = 4 },
                    new { deviceId = "B", statedAt = LogisticsScenario.Now, celsius = -20, @class = "Frozen" },
                },
            },
            ct: ct));

        Assert.Equal((1, "class_missing"), (answer.Recorded, Assert.Single(answer.Refused).Code));
        Assert.Equal(
            [(TemperatureClass.Chilled, 1), (TemperatureClass.Frozen, 2)],
            (await road.ViewAsync()).ColdChain!.Goods.Select(goods => (goods.Class, goods.LineNumbers[0])));
    }

    static async Task<(int Taken, int Known)> CountsAsync(ColdChainScenario scenario, IEnumerable<object> readings)
    {
        var taken = await scenario.SendAsync(readings);
        return (taken.Recorded, taken.Known);
    }
}
