using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Crediting.OpenOrders;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Alerts;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Crediting.Tests.Reports;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.OpenOrders;

/// <summary>← OrderConfirmed and what becomes of its parts: what is under way, for R2, R19 and R11.</summary>
public sealed class FollowOpenOrdersTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmed_order_is_open_until_its_last_acceptance_whatever_is_told_twice(Engine engine)
    {
        var (service, unit, _) = await StartAsync(engine);
        await using var running = service;
        var order = OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", "2028-06-13", "300.00", "200.00");
        await service.DeliverAsync(order);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.DeliverAsync(order)));
        Assert.Equal((500_00, 1, 0), await service.OpenAsync("2028-06-07"));

        await service.DeliverAsync(order.DeliveredOn("2028-06-06"));
        Assert.Equal((500_00, 0, 0), await service.OpenAsync("2028-06-07"));

        // The second line is disputed: the first is decided.
        var first = order.AcceptedOn("2028-06-07", isPartial: true, 0);
        await service.DeliverAsync(first);
        await service.DeliverAsync(first);
        Assert.Equal((200_00, 0, 0), await service.OpenAsync("2028-06-07"));

        await service.DeliverAsync(order.AcceptedOn("2028-06-07", isPartial: false, 1) with { AcceptanceNo = 2 });
        Assert.Equal((0, 0, 0), await service.OpenAsync("2028-06-07"));

        // After the end.
        await service.DeliverAsync(order.LostOn("2028-06-07"));
        await service.DeliverAsync(order);
        Assert.Equal((0, 0, 0), await service.OpenAsync("2028-06-07"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task In_whatever_order_the_messages_come_the_same_is_open(Engine engine)
    {
        var (service, unit, _) = await StartAsync(engine);
        await using var running = service;
        var order = OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", "2028-06-13", "300.00", "200.00", "50.00");
        object[] messages =
        [
            order, order.DeliveredOn("2028-06-02"), order.CancelledOn("2028-06-05", isWhole: false, 2),
            order.AcceptedOn("2028-06-07", isPartial: true, 0),
        ];
        foreach (var message in messages.Reverse())
        {
            await service.DeliverAsync(message);
        }

        Assert.Equal((200_00, 0, 1), await service.OpenAsync("2028-06-07"));
        var (lost, cancelled) = (
            OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", null, "70.00"),
            OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", null, "80.00"));
        await service.DeliverAsync(lost.LostOn("2028-06-06"));
        await service.DeliverAsync(cancelled.CancelledOn("2028-06-06", isWhole: true, 0));
        await service.DeliverAsync(lost);
        await service.DeliverAsync(cancelled);
        Assert.Equal((200_00, 0, 1), await service.OpenAsync("2028-06-07"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_of_a_unit_that_nothing_is_known_of_waits_and_changes_nothing(Engine engine)
    {
        var (service, _, _) = await StartAsync(engine);
        await using var running = service;
        var stranger = Examples.Unit("330211");
        var order = OpenOrderScenario.Confirmed(stranger.UnitId, "2028-06-05", null, "300.00");
        await service.DeliverAsync(order);
        Assert.Equal((0, 0, 0), await service.OpenAsync("2028-06-07"));
        await using (service.OpenDb(out var db))
        {
            var waiting = await db.ParkedMessages.SingleAsync(message => message.Queue == "crediting.follow-open-orders", Ct);
            Assert.NotNull(waiting.NextAttemptAt);
        }

        await service.DeliverAsync(stranger);
        await Eventually.EqualAsync((300_00L, 0L, 0L), () => service.OpenAsync("2028-06-07"), ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_what_would_be_credited_is_open_for_a_pairing_and_resale_is_not(Engine engine)
    {
        var (service, unit, _) = await StartAsync(engine);
        await using var running = service;
        var order = OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", null, "300.00");
        await service.DeliverAsync(order with { Terms = SalesScenario.Resale });

        Assert.Equal((0, 0, 0), await service.OpenAsync("2028-06-07"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Older_weeks_and_instants_of_the_past_do_not_show_what_is_open_now(Engine engine)
    {
        var (service, unit, clock) = await StartAsync(engine);
        await using var running = service;
        await service.DeliverAsync(OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", "2028-06-13", "300.00"));

        // 7 June 2028 is a Wednesday.
        Assert.Equal((300_00, 0, 0), await service.OpenAsync("2028-05-31"));
        foreach (var query in (string[])["week=2028-05-24", "week=2028-06-07&knownAt=2028-06-06T05:00:00Z"])
        {
            var row = (await service.ReportAsync($"weekly-dispatch?{query}")).Row("F03");
            Assert.True(row.IsNull("openOrders") && row.IsNull("dueNextWeek") && row.IsNull("overdueAcceptances"), query);
        }

        var before = await service.ReportAsync("weekly-dispatch?week=2028-05-31&knownAt=2028-06-06T05:00:00Z");
        await service.DeliverAsync(OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-06", null, "90.00"));
        clock.Now = Examples.Noon("2028-06-20");
        Assert.Equal(
            before.GetProperty("rows").GetRawText(),
            (await service.ReportAsync("weekly-dispatch?week=2028-05-31&knownAt=2028-06-06T05:00:00Z")).GetProperty("rows").GetRawText());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_acceptance_that_is_overdue_is_an_alert_until_it_comes(Engine engine)
    {
        var (service, unit, _) = await StartAsync(engine);
        await using var running = service;
        var (late, fresh) = (
            OpenOrderScenario.Confirmed(unit.UnitId, "2028-05-29", null, "300.00"),
            OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", null, "90.00"));
        foreach (var message in (object[])[late, fresh, late.DeliveredOn("2028-06-02"), fresh.DeliveredOn("2028-06-06")])
        {
            await service.DeliverAsync(message);
        }

        await service.EvaluateAlertsAsync();
        var alert = Assert.Single(await service.AlertsAsync("kind=OverdueAcceptance&state=Open"));
        Assert.Equal((late.Parts[0].PartId.ToString(), "Yellow", "到货已 5 天 days since the arrival"), (
            alert.Text("objectId"), alert.Text("level"), alert.Text("value")));
        Assert.Equal("330211", alert.GetProperty("owner").Text("regionId"));

        await service.DeliverAsync(late.AcceptedOn("2028-06-07", isPartial: false, 0));
        await service.EvaluateAlertsAsync();
        Assert.Empty(await service.AlertsAsync("kind=OverdueAcceptance&state=Open"));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_pairing_that_ends_hands_over_its_open_orders_by_supplier(Engine engine)
    {
        var (service, unit, _) = await StartAsync(engine);
        await using var running = service;
        await service.DeliverAsync(FixturePairings.Message("F03") with { Version = 2, ValidTo = new DateOnly(2028, 8, 1) });
        var (open, done) = (
            OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", null, "300.00"),
            OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", null, "90.00"));
        await service.DeliverAsync(open);
        await service.DeliverAsync(done);
        await service.DeliverAsync(done.AcceptedOn("2028-06-06", isPartial: false, 0));

        var report = await service.ReportAsync("handover?month=2028-06");

        var rows = report.List("rows").ToDictionary(row => row.Text("supplierId")!);
        Assert.Equal((300_00L, 1L, 0L), (
            rows[open.Parts[0].SupplierId.ToString()].Fen("openOrders"), rows[open.Parts[0].SupplierId.ToString()].Number("openParts"),
            rows[open.Parts[0].SupplierId.ToString()].Fen("sales")));
        Assert.Equal((0L, 90_00L), (
            rows[done.Parts[0].SupplierId.ToString()].Fen("openOrders"), rows[done.Parts[0].SupplierId.ToString()].Fen("sales")));
        var total = Assert.Single(report.List("totals"));
        Assert.Equal((300_00L, 1L, 2L), (total.Fen("openOrders"), total.Number("openParts"), total.Number("suppliers")));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Parts_that_ended_long_ago_are_forgotten(Engine engine)
    {
        var (service, unit, clock) = await StartAsync(engine);
        await using var running = service;
        var (ended, open) = (
            OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", null, "300.00"),
            OpenOrderScenario.Confirmed(unit.UnitId, "2028-06-05", null, "90.00"));
        foreach (var message in (object[])[ended, open, ended.LostOn("2028-06-06")])
        {
            await service.DeliverAsync(message);
        }

        clock.Now = Examples.Noon("2028-08-20");
        await using var scope = service.Services.GetRequiredService<IServiceScopeFactory>().CreateSystemScope();
        Assert.Equal(1, await ForgetEndedParts.RunAsync(scope.ServiceProvider, Ct));
        await using (service.OpenDb(out var db))
        {
            Assert.Equal([open.Parts[0].PartId], await db.OpenParts.Select(part => part.PartId).ToListAsync(Ct));
        }
    }

    /// <summary>On Wednesday, 7 June 2028, with a school in 镇海 and its pairing, known for a month.</summary>
    static async Task<(ServiceUnderTest<CreditingDb> Service, UnitPublished Unit, FixedClock Clock)> StartAsync(Engine engine)
    {
        var clock = new FixedClock(Examples.Noon("2028-05-02"));
        var service = await SharedLedger.StartAsync(engine, clock);
        await service.PairAsync("F03");
        var unit = Examples.Unit("330211");
        await service.DeliverAsync(unit);
        clock.Now = Examples.Noon("2028-06-07");
        return (service, unit, clock);
    }
}
