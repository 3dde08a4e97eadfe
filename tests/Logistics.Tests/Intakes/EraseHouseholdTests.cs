using System.Net;
using System.Net.Http.Json;
using Marketplace.Logistics.Intakes;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.Intakes;

/// <summary>POST /logistics/nodes/{nodeId}/households/{householdId}/erasure, and what is forgotten by itself.</summary>
public sealed class EraseHouseholdTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_household_that_was_erased_is_nobody_and_stays_so(Engine engine)
    {
        var station = await StationScenario.StartAsync(await services.OnAsync(engine));
        await station.HouseholdAsync(station.HouseholdId, "王小力");
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
            client => client.PostOnceAsync($"{other.Path}/households/{station.HouseholdId}/erasure", new { }, ct: Ct));
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
        await using var scope = logistics.OpenDb(out var db);
        Assert.Equal(1, await ForgetHouseholds.RunAsync(scope.ServiceProvider, Ct));
        var known = db.Households.Where(household => household.Name != null).Select(household => household.HouseholdId);
        Assert.Equal([later], await known.ToListAsync(Ct));
    }

    internal static async Task<HouseholdView> EraseAsync(StationScenario station) => await LogisticsScenario.ReadAsync<HouseholdView>(
        HttpStatusCode.OK,
        await station.Keeper.PostOnceAsync($"{station.Path}/households/{station.HouseholdId}/erasure", new { }, ct: Ct));
}
