using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Performance;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Performance;

/// <summary>GET /logistics/performance (R15).</summary>
public sealed class GetPerformanceTests
{
    const string Period = "?from=2026-11-21&until=2026-11-21";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_route_shows_what_came_on_time_how_long_it_took_and_what_was_lost(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var scenario = await PerformanceScenario.StartAsync(logistics, clock);
        var (county, city) = (scenario.Network.County, scenario.Network.City);

        var view = await ViewAsync(scenario.Network.Office, $"{Period}&by=County");

        var route = Assert.Single(view.Routes);
        Assert.Equal((county, "某县", city, "某市"), (route.FromRegionId, route.From, route.ToRegionId, route.To));
        var figures = route.Figures;
        Assert.Equal(view.Total, figures);
        // What its own lorry brought is not confirmed by anybody, and what was lost is not on time.
        Assert.Equal((3, 1, 3, 1, 33.3m), (figures.Shipments, figures.Lost, figures.WithDay, figures.OnTime, figures.OnTimePercent));
        Assert.Equal(6m, figures.AverageHours);
        // Of two shipments of 3,860 yuan that are decided, nine tenths of one.
        Assert.Equal((7_720_00L, 3_474_00L, 55m), (figures.SentFen, figures.AcceptedFen, figures.LossPercent));
        // What was lost after it had been sent bears its freight still; 100 jin weigh 50 kg.
        Assert.Equal(150, figures.FreightKilograms);
        Assert.True(figures.FreightFen > 0);
        Assert.Equal(Math.Round(figures.FreightFen / 15m, 2, MidpointRounding.AwayFromZero), figures.FreightYuanPerTonne);

        await scenario.AcceptAsync(scenario.Network.ShipmentIds[1], accepted: "100", missing: "0");
        var after = (await ViewAsync(scenario.Network.Office, Period)).Total;
        Assert.Equal((2, 66.7m, 36.67m), (after.OnTime, after.OnTimePercent, after.LossPercent));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_went_without_a_plan_has_no_freight_and_days_and_regions_bound_the_figures(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var scenario = await PerformanceScenario.StartAsync(logistics, clock, isPlanned: false);

        var view = await ViewAsync(logistics.Client(Roles.Auditor), $"{Period}&by=Province");
        var route = Assert.Single(view.Routes);
        Assert.Equal(("510000", "330000", 3), (route.FromRegionId, route.ToRegionId, route.Figures.Shipments));
        Assert.Equal((0L, 0L, null), (view.Total.FreightFen, view.Total.FreightKilograms, view.Total.FreightYuanPerTonne));
        Assert.Equal(3, (await ViewAsync(scenario.Network.CityOffice, Period)).Total.Shipments);

        foreach (var (client, query) in ((HttpClient, string)[])
        [
            (logistics.Client(Roles.Official, region: "440000", tier: "Province"), Period),
            (scenario.Network.Office, "?from=2026-11-22&until=2026-11-22"), (scenario.Network.Office, "?from=2026-11-20&until=2026-11-20"),
        ])
        {
            var none = await ViewAsync(client, query);
            Assert.Empty(none.Routes);
            Assert.Equal(
                (0, null, null, null),
                (none.Total.Shipments, none.Total.OnTimePercent, none.Total.AverageHours, none.Total.LossPercent));
        }

        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "period_too_long", "until", scenario.Network.Office,
            client => client.GetAsync("/logistics/performance?from=2025-01-01&until=2026-11-21", Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, scenario.Network.Supplier,
            client => client.GetAsync($"/logistics/performance{Period}", Ct));
    }

    [Fact]
    public async Task What_came_in_a_period_is_found_by_index()
    {
        await using var logistics = await SharedServices.StartAsync(Engine.PostgreSql, new FixedClock(LogisticsScenario.Now));
        await using var scope = logistics.OpenDb(out var db);
        var plan = await Statements.PlanWithSomeRowsAsync(
            db, Arrivals.Of(db, new(new(2026, 11, 1), new(2026, 11, 30))), Ct);
        Assert.Contains("ix_shipments_delivered", plan, StringComparison.Ordinal);
        Assert.Contains("ix_shipments_lost", plan, StringComparison.Ordinal);
    }

    static async Task<GetPerformance.View> ViewAsync(HttpClient by, string query) => await LogisticsScenario.ReadAsync<GetPerformance.View>(
        HttpStatusCode.OK, await by.GetAsync($"/logistics/performance{query}", Ct));
}
