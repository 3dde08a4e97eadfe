using System.Net;
using System.Net.Http.Json;
using Marketplace.Logistics.Intakes;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>Households: registered, listed masked, erased by the keeper or by time.</summary>
public sealed class EraseHouseholdTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_household_that_was_erased_is_nobody_and_stays_so(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        await station.HouseholdAsync(station.HouseholdId, "王小力");
        var listed = Assert.Single((await ListAsync(station)).Items);
        Assert.Equal(("王**", null, null), (listed.Name, listed.Account, listed.ErasedAt));
        var erased = await EraseAsync(station);
        Assert.Null(erased.Name);
        Assert.NotNull(erased.ErasedAt);
        Assert.Equal(erased, await EraseAsync(station));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "household_erased", null, station.Keeper,
            client => client.PutAsJsonAsync($"{station.Path}/households/{station.HouseholdId}", new { name = "王小力" }, Ct));
        Assert.Equal("household_unknown", (await station.RecordAsync(station.Item())).Items[0].Problem!.Code);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_household_of_another_station_is_not_known(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        var other = await StationScenario.StartAsync(station.Network.Logistics);
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "household_not_found", null, other.Keeper,
            client => client.PutAsJsonAsync($"{other.Path}/households/{station.HouseholdId}", new { name = "张三" }, Ct));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "household_not_found", null, other.Keeper,
            client => client.PostOnceAsync($"{other.Path}/households/{station.HouseholdId}/erasure", new { }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_organisation", null, other.Keeper,
            client => client.GetAsync($"{station.Path}/households", Ct));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_has_brought_nothing_for_two_years_is_forgotten(Engine engine)
    {
        var clock = new FixedClock(LogisticsScenario.Now);
        await using var logistics = await SharedServices.StartAsync(engine, clock);
        var station = await StationScenario.StartAsync(logistics);
        clock.Advance(TimeSpan.FromDays(700));
        var later = Guid.CreateVersion7();
        await station.HouseholdAsync(later, "李四");
        clock.Advance(TimeSpan.FromDays(40));
        await using var scope = logistics.Services.CreateAsyncScope();
        Assert.Equal(1, await ForgetHouseholds.RunAsync(scope.ServiceProvider, Ct));
        await using var reading = logistics.OpenDb(out var db);
        var known = db.Households.Where(household => household.Name != null).Select(household => household.HouseholdId);
        Assert.Equal([later], await known.ToListAsync(Ct));
    }

    internal static async Task<HouseholdView> EraseAsync(StationScenario station) => await LogisticsScenario.ReadAsync<HouseholdView>(
        HttpStatusCode.OK,
        await station.Keeper.PostOnceAsync($"{station.Path}/households/{station.HouseholdId}/erasure", new { }, ct: Ct));

    static async Task<Page<HouseholdView>> ListAsync(StationScenario station) => await LogisticsScenario.ReadAsync<Page<HouseholdView>>(
        HttpStatusCode.OK, await station.Keeper.GetAsync($"{station.Path}/households", Ct));
}
