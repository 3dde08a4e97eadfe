using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Carriers;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Carriers;

/// <summary>GET /logistics/carriers.</summary>
public sealed class ListCarriersTests
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Carriers_are_listed_page_by_page_by_region_or_credit_code(Engine engine)
    {
        await using var logistics = await SharedServices.StartAsync(engine, new FixedClock(LogisticsScenario.Now));
        Guid[] ids = [.. Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).Order()];
        foreach (var carrierId in ids)
        {
            await logistics.CarrierAsync(carrierId);
        }

        var client = logistics.Client(Roles.Supplier, org: Guid.CreateVersion7());
        foreach (var query in (string[])["", "region=513430", "region=513400", "region=510000"])
        {
            Assert.Equal(ids, await AllAsync(client, query));
        }

        Assert.Empty(await AllAsync(client, $"region={RegisteredCarriers.Yanyuan}"));
        Assert.Equal([ids[3]], await AllAsync(client, $"creditCode={NewCarrier.CreditCode(ids[3])}"));
        Assert.Equal([ids[3]], await AllAsync(client, $"region=510000&creditCode={NewCarrier.CreditCode(ids[3])}"));
    }

    static async Task<IReadOnlyList<Guid>> AllAsync(HttpClient client, string query)
    {
        List<Guid> ids = [];
        string? after = null;
        do
        {
            var page = await LogisticsScenario.ReadAsync<Page<CarrierView>>(
                HttpStatusCode.OK,
                await client.GetAsync($"{NewCarrier.Path}?size=2&{query}{(after is null ? "" : $"&after={after}")}", Ct));
            ids.AddRange(page.Items.Select(carrier => carrier.CarrierId));
            after = page.Next;
        }
        while (after is not null);
        return ids;
    }
}
