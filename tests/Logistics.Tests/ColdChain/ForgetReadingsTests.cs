using Marketplace.Logistics.ColdChain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

public sealed class ForgetReadingsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Long ago by the clock of the database, which guards readings until they are old.</summary>
    static readonly DateTimeOffset Then = new(2024, 6, 1, 3, 0, 0, TimeSpan.Zero);

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Old_readings_are_forgotten_and_what_they_have_shown_stays(Engine engine)
    {
        var clock = new FixedClock(Then);
        await using var logistics = await SharedServices.StartAsync(engine, clock, new() { ["ColdChain:KeepReadingsDays"] = "200" });
        var scenario = await ColdChainScenario.DispatchedAsync(logistics, Then);
        await scenario.SendAsync(ColdChainScenario.Logged(Then, 5, ColdChainScenario.Warm));
        await using var scope = logistics.OpenDb(out var db);

        clock.Advance(TimeSpan.FromDays(200));
        Assert.Equal(0, await ForgetReadings.RunAsync(scope.ServiceProvider, Ct));
        clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, await ForgetReadings.RunAsync(scope.ServiceProvider, Ct));

        Assert.Equal(0, await db.TemperatureReadings.CountAsync(Ct));
        var view = await scenario.ViewAsync();
        Assert.Equal((11, 1, ColdChainState.Breached), (view.Readings, view.BreachCount, view.State));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Young_readings_are_neither_changed_nor_deleted(Engine engine)
    {
        await using var logistics = await SharedServices.StartAsync(engine, new FixedClock(LogisticsScenario.Now));
        var scenario = await ColdChainScenario.DispatchedAsync(logistics);
        await scenario.SendAsync(ColdChainScenario.Logged(5, 4));
        await using var scope = logistics.OpenDb(out var db);

        await Assert.ThrowsAnyAsync<Exception>(() => db.TemperatureReadings.ExecuteDeleteAsync(Ct));
        await Assert.ThrowsAnyAsync<Exception>(
            () => db.TemperatureReadings.ExecuteUpdateAsync(row => row.SetProperty(reading => reading.Hundredths, 0), Ct));
        await Assert.ThrowsAnyAsync<Exception>(() => db.ReadingUploads.ExecuteDeleteAsync(Ct));
    }
}
