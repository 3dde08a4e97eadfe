using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Network;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>GET /logistics/lanes.</summary>
public sealed class ListLanesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lanes_are_found_by_their_ends_by_region_and_by_day(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var tomorrow = BusinessDay.Of(LogisticsScenario.Now).AddDays(1);
        var first = await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network));
        var second = await RegisterLaneTests.LaneAsync(
            network, RegisterLaneTests.Lane(network, new { validFrom = tomorrow, drivingMinutes = 2_000 }));
        var third = await RegisterLaneTests.LaneAsync(
            network, RegisterLaneTests.Lane(network, new { toNodeId = (Guid?)null, toRegionId = network.City, validFrom = tomorrow }));
        await IdsAsync($"from={network.HubId}", first, second, third);
        await IdsAsync($"to={network.DepotId.ToString().ToUpperInvariant()}", first, second);
        await IdsAsync($"to={network.City}", third);
        await IdsAsync($"region={network.City}", first, second, third);
        await IdsAsync($"region={network.County}&on={tomorrow.AddDays(-1):yyyy-MM-dd}", first);
        await IdsAsync($"region={network.County}&on={tomorrow:yyyy-MM-dd}", second, third);
        var page = await PageAsync($"from={network.HubId}&size=2");
        Assert.Equal([third.LaneId], (await PageAsync($"from={network.HubId}&size=2&after={page.Next}")).Items.Select(lane => lane.LaneId));
        await Refused.AsAsync(
            HttpStatusCode.BadRequest, "unknown_region", "region", network.Carrier,
            client => client.GetAsync("/logistics/lanes?region=999999", Ct));

        async Task IdsAsync(string query, params LaneView[] lanes) =>
            Assert.Equal(lanes.Select(lane => lane.LaneId), (await PageAsync(query)).Items.Select(lane => lane.LaneId));

        async Task<Page<LaneView>> PageAsync(string query) => await LogisticsScenario.ReadAsync<Page<LaneView>>(
            HttpStatusCode.OK, await network.Carrier.GetAsync($"/logistics/lanes?{query}", Ct));
    }
}
