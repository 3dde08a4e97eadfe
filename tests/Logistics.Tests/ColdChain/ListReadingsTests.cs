using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.ColdChain;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.ColdChain;

/// <summary>GET /logistics/shipments/{shipmentId}/readings.</summary>
public sealed class ListReadingsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Readings_are_paged_by_logger_and_time_and_say_who_sent_them(Engine engine)
    {
        var scenario = await ColdChainScenario.DispatchedAsync(await services.OnAsync(engine));
        await scenario.SendAsync(ColdChainScenario.Logged(5, 4, 5, 6));
        await scenario.SendAsync(
            [new { deviceId = "SL-9", statedAt = LogisticsScenario.Now.AddHours(-1), celsius = -0.5m }], scenario.Road.Purchaser);

        var seen = new List<ListReadings.ReadingView>();
        for (string? after = null, next = ""; next is not null; after = next)
        {
            var page = await PageAsync(scenario, $"?size=1{(after is null ? "" : $"&after={after}")}");
            seen.AddRange(page.Items);
            next = page.Next;
        }

        Assert.Equal(
            [("SL-9", -0.5m, CustodyHolder.Buyer), ("TL-01", 4m, CustodyHolder.Carrier), ("TL-01", 5m, CustodyHolder.Carrier),
                ("TL-01", 6m, CustodyHolder.Carrier)],
            seen.Select(reading => (reading.DeviceId, reading.Celsius, reading.By)));
        Assert.Equal(scenario.Road.Order.UnitId, seen[0].SenderId);
        Assert.Equal(3, (await PageAsync(scenario, "?deviceId=TL-01")).Items.Count);
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "shipment_not_found", null,
            scenario.Road.Logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()),
            client => client.GetAsync($"{scenario.Path}/readings", Ct));
    }

    static async Task<Page<ListReadings.ReadingView>> PageAsync(ColdChainScenario scenario, string query) =>
        await LogisticsScenario.ReadAsync<Page<ListReadings.ReadingView>>(
            HttpStatusCode.OK, await scenario.Road.Supplier.GetAsync($"{scenario.Path}/readings{query}", Ct));
}
