using Marketplace.Testing.Road;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>The one process is killed in each step of the road. A class for each way to run, since classes run side by side.</summary>
public sealed class EmbeddedCrashTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_the_one_process_is_killed_in_each_step_of_the_road()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var market = await RunningMarketplace.StartEmbeddedAsync(ct);
        await new CrashRun(market, [.. Enum.GetValues<RoadStep>().Select(step => new Kill("AllInOne", step))], output).WalkAsync(ct);
    }
}

/// <summary>Each service, the broker and the database are killed in a step that needs them, and some part in each step.</summary>
public sealed class DistributedCrashTests(ITestOutputHelper output)
{
    static readonly Kill[] Kills =
    [
        new("Ordering", RoadStep.Place),
        new("Catalog", RoadStep.Confirm),
        new("PurchasingUnits", RoadStep.Confirm),
        new("RabbitMQ", RoadStep.Plan),
        new("Logistics", RoadStep.Dispatch),
        new("PostgreSQL", RoadStep.Deliver),
        new("Logistics", RoadStep.Accept),
        new("Ordering", RoadStep.Complete),
        new("Crediting", RoadStep.Complete),
    ];

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_each_service_the_broker_and_the_database_are_killed_in_turn()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var market = await RunningMarketplace.StartDistributedAsync(ct);
        Assert.Equal(market.Parts.Select(part => part.Name).Order(), Kills.Select(kill => kill.Part).Distinct().Order());
        Assert.Equal(Enum.GetValues<RoadStep>(), Kills.Select(kill => kill.During).Distinct().Order());
        await new CrashRun(market, Kills, output).WalkAsync(ct);
    }
}
