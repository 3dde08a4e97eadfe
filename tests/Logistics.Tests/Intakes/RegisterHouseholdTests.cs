using System.Net;
using System.Net.Http.Json;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>PUT /logistics/nodes/{nodeId}/households/{householdId}.</summary>
public sealed class RegisterHouseholdTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_keeper_says_who_a_household_of_the_own_station_is(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var other = await StationScenario.StartAsync(station.Network.Logistics);
        var changed = await station.HouseholdAsync(station.HouseholdId, "李小力", "6222020000000005678");
        Assert.Equal("李**", changed.Name);
        Assert.EndsWith("5678", changed.Account, StringComparison.Ordinal);
        Assert.DoesNotContain("6222", changed.Account, StringComparison.Ordinal);
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "household_not_found", null, other.Keeper,
            client => client.PutAsJsonAsync($"{other.Path}/households/{station.HouseholdId}", new { name = "张三" }, Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, other.Keeper,
            client => client.PutAsJsonAsync($"{station.Path}/households/{station.HouseholdId}", new { name = "张三" }, Ct));
    }
}
