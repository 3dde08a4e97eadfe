using System.Net;
using Marketplace.Logistics.Intakes;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>GET /logistics/nodes/{nodeId}/households.</summary>
public sealed class ListHouseholdsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_keeper_sees_the_own_households_masked_and_page_by_page(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var second = Guid.CreateVersion7();
        await station.HouseholdAsync(second, "李四");
        var first = await ReadAsync("size=1");
        Assert.Equal((station.HouseholdId, "王**"), (Assert.Single(first.Items).HouseholdId, first.Items[0].Name));
        Assert.Equal(second, Assert.Single((await ReadAsync($"size=1&after={first.Next}")).Items).HouseholdId);
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, station.KeeperOf(Guid.CreateVersion7()),
            client => client.GetAsync($"{station.Path}/households", Ct));

        async Task<Page<HouseholdView>> ReadAsync(string query) => await LogisticsScenario.ReadAsync<Page<HouseholdView>>(
            HttpStatusCode.OK, await station.Keeper.GetAsync($"{station.Path}/households?{query}", Ct));
    }
}
