using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Shipments;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Shipments;

/// <summary>GET /logistics/counts.</summary>
public sealed class CountShipmentsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Shipments_are_counted_by_state_within_what_the_caller_may_see(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var before = await CountAsync(logistics.Client(Roles.Auditor));
        await LogisticsScenario.PlannedAsync(logistics);
        await LogisticsScenario.DispatchedAsync(logistics);
        await LogisticsScenario.DeliveredAsync(logistics);

        var after = await CountAsync(logistics.Client(Roles.Auditor));

        // Other tests share the service: what they do at the same time only adds to the total.
        Assert.True(Total(after) >= Total(before) + 3);
        var elsewhere = await CountAsync(logistics.Client(Roles.Official, region: "650000", tier: "Province"));
        Assert.Equal(0, Total(elsewhere));
    }

    static long Total(CountShipments.Counts counts) => counts.Planned + counts.Dispatched + counts.Delivered + counts.Accepted;

    static async Task<CountShipments.Counts> CountAsync(HttpClient client) =>
        await LogisticsScenario.ReadAsync<CountShipments.Counts>(HttpStatusCode.OK, await client.GetAsync("/logistics/counts", Ct));
}
