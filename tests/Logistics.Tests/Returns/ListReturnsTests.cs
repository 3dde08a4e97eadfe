using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Returns;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Returns;

/// <summary>GET /logistics/returns.</summary>
public sealed class ListReturnsTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lists_go_page_by_page_the_newest_first(Engine engine)
    {
        var scenario = await LogisticsScenario.InspectedAsync(await services.OnAsync(engine));
        List<Guid> ids = [];
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await scenario.RequestReturnAsync("Return", "1")).ReturnId);
        }

        List<Guid> found = [];
        for (string? after = ""; after is not null;)
        {
            var page = await LogisticsScenario.ReadAsync<Page<ReturnView>>(
                HttpStatusCode.OK,
                await scenario.Purchaser.GetAsync($"/logistics/returns?size=2{(after.Length > 0 ? $"&after={after}" : "")}", Ct));
            found.AddRange(page.Items.Select(item => item.ReturnId));
            after = page.Next;
        }

        Assert.Equal(ids.OrderDescending(), found);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_parties_find_returns_by_state_and_shipment_and_strangers_find_none(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.InspectedAsync(logistics);
        var refused = await scenario.DecideAsync((await scenario.RequestReturnAsync("Return", "1")).ReturnId, isConfirmed: false);
        await scenario.RequestReturnAsync("Return", "2");

        foreach (var (party, isBuyersSide, isSuppliersSide) in new[]
        {
            (scenario.Supplier, false, true),
            (scenario.Purchaser, true, false),
            (scenario.Auditor, true, true),
            (logistics.Client(Roles.Official, region: "513430", tier: "County"), false, true),
        })
        {
            var list = await ListAsync(party, $"?state=Refused&shipmentId={scenario.Part.PartId}");
            // Each side sees its own people by name.
            var expected = refused with
            {
                RequestedBy = isBuyersSide ? "test-purchaser" : null,
                DecidedBy = isSuppliersSide ? "test-supplier" : null,
            };
            Assert.Equivalent(expected, Assert.Single(list.Items), strict: true);
        }

        Assert.Empty((await ListAsync(logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()), "")).Items);
    }

    static async Task<Page<ReturnView>> ListAsync(HttpClient client, string query) =>
        await LogisticsScenario.ReadAsync<Page<ReturnView>>(HttpStatusCode.OK, await client.GetAsync($"/logistics/returns{query}", Ct));
}
