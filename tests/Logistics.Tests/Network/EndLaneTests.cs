using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/lanes/{laneId}/ending.</summary>
public sealed class EndLaneTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_office_ends_a_lane_once_and_not_backwards(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var lane = await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network));
        var (path, today) = ($"/logistics/lanes/{lane.LaneId}/ending", BusinessDay.Of(LogisticsScenario.Now));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, network.CityOffice, client => client.PostOnceAsync(path, new { }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "day_past", "endedOn", network.Office,
            client => client.PostOnceAsync(path, new { endedOn = today.AddDays(-1) }, ct: Ct));
        var ended = await LogisticsScenario.ReadAsync<LaneView>(
            HttpStatusCode.OK, await network.Office.PostOnceAsync(path, new { }, ct: Ct));
        Assert.Equal(today, ended.EndedOn);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "lane_ended", "endedOn", network.Office, client => client.PostOnceAsync(path, new { }, ct: Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_mistake_that_has_not_begun_never_stands_and_is_stated_anew(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var first = BusinessDay.Of(LogisticsScenario.Now).AddDays(7);
        var lane = await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network, new { validFrom = first }));
        var ended = await LogisticsScenario.ReadAsync<LaneView>(
            HttpStatusCode.OK, await network.Office.PostOnceAsync($"/logistics/lanes/{lane.LaneId}/ending", new { }, ct: Ct));
        Assert.Equal(first, ended.EndedOn);
        await RegisterLaneTests.LaneAsync(network, RegisterLaneTests.Lane(network, new { validFrom = first, distanceKm = 2_350 }));
    }
}
