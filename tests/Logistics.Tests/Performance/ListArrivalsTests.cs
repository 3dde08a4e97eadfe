using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Performance;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Performance;

/// <summary>GET /logistics/performance/shipments.</summary>
public sealed class ListArrivalsTests
{
    const string Period = "?from=2026-11-21&until=2026-11-21";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_shipments_of_a_route_are_those_that_its_figures_count(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var scenario = await PerformanceScenario.StartAsync(logistics, clock, isPlanned: false);
        var (network, office) = (scenario.Network, scenario.Network.Office);
        Guid[] ended = [.. network.ShipmentIds.Take(3)];

        var first = await ListAsync(office, $"{Period}&fromRegionId={network.County}&toRegionId={network.City}&size=2");
        var second = await ListAsync(
            office, $"{Period}&fromRegionId={network.County}&toRegionId={network.City}&size=2&after={first.Next}");

        Assert.Null(second.Next);
        Assert.Equal(
            ended.Order(), first.Items.Concat(second.Items).Select(shipment => shipment.ShipmentId).Order());
        Assert.Equal(3, (await ListAsync(network.CityOffice, Period)).Items.Count);
        Assert.Empty((await ListAsync(office, $"{Period}&toRegionId=330100")).Items);
        Assert.Empty((await ListAsync(office, "?from=2026-11-22&until=2026-11-22")).Items);
        Assert.Empty((await ListAsync(logistics.Client(Roles.Official, region: "440000", tier: "Province"), Period)).Items);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, network.Supplier,
            client => client.GetAsync($"/logistics/performance/shipments{Period}", Ct));
    }

    [Fact]
    public async Task Each_page_is_a_short_walk_along_an_index()
    {
        await using var logistics = await SharedServices.StartAsync(Engine.PostgreSql, new FixedClock(LogisticsScenario.Now));
        await using var scope = logistics.OpenDb(out var db);
        var walks = Arrivals.ByIndex(db, new(new(2026, 1, 1), new(2026, 12, 31)));
        foreach (var (walk, index) in walks.Zip((string[])["ix_shipments_delivered", "ix_shipments_lost"]))
        {
            var plan = await Statements.PlanWithSomeRowsAsync(db, walk.Newest(new PageQuery()), Ct);
            Assert.Contains($"Scan Backward using {index}", plan, StringComparison.Ordinal);
        }
    }

    static async Task<Page<ShipmentSummary>> ListAsync(HttpClient by, string query) =>
        await LogisticsScenario.ReadAsync<Page<ShipmentSummary>>(
            HttpStatusCode.OK, await by.GetAsync($"/logistics/performance/shipments{query}", Ct));
}
