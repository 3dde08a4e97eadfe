using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>GET /logistics/counts. Other tests cancel and lose shipments of a shared service meanwhile, so these are not shared.</summary>
public sealed class CountShipmentsTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Shipments_are_counted_by_state_within_what_the_caller_may_see(Engine engine)
    {
        await using var logistics = await SharedServices.StartAsync(engine, new FixedClock(LogisticsScenario.Now));
        var before = await CountAsync(logistics.Client(Roles.Auditor));
        await LogisticsScenario.PlannedAsync(logistics);
        await LogisticsScenario.DispatchedAsync(logistics);
        await LogisticsScenario.DeliveredAsync(logistics);

        var after = await CountAsync(logistics.Client(Roles.Auditor));

        Assert.Equal((0, 3), (Total(before), Total(after)));
        Assert.Equal((1, 1, 1), (after.Planned, after.Dispatched, after.Delivered));
        var elsewhere = await CountAsync(logistics.Client(Roles.Official, region: "650000", tier: "Province"));
        Assert.Equal(0, Total(elsewhere));
    }

    static long Total(CountShipments.Counts counts) => counts.Planned + counts.Dispatched + counts.Delivered + counts.Accepted;

    static async Task<CountShipments.Counts> CountAsync(HttpClient client) =>
        await LogisticsScenario.ReadAsync<CountShipments.Counts>(HttpStatusCode.OK, await client.GetAsync("/logistics/counts", Ct));
}
