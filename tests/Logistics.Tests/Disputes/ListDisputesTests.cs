using System.Net;
using Marketplace.Contracts;
using Marketplace.Logistics.Disputes;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Logistics.Tests.Disputes;

/// <summary>GET /logistics/disputes.</summary>
public sealed class ListDisputesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_parties_find_disputes_by_state_and_shipment_and_strangers_find_none(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);
        var ruled = await scenario.DisputeAsync("8");
        var open = await scenario.DisputeAsync("1");
        await scenario.RuleAsync(ruled.DisputeId, "8", "0");

        foreach (var party in (HttpClient[])[scenario.Supplier, scenario.Carrier, scenario.Purchaser, scenario.Auditor])
        {
            Assert.Equal(
                ruled.DisputeId,
                Assert.Single((await ListAsync(party, $"?state=Ruled&shipmentId={scenario.Part.PartId}")).Items).DisputeId);
            Assert.Equal(
                open.DisputeId, Assert.Single((await ListAsync(party, $"?state=Open&shipmentId={scenario.Part.PartId}")).Items).DisputeId);
        }

        Assert.Empty((await ListAsync(logistics.Client(Roles.Supplier, org: Guid.CreateVersion7()), "")).Items);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lists_go_page_by_page_the_newest_first(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        List<Guid> raised = [];
        for (var i = 0; i < 3; i++)
        {
            raised.Add((await scenario.DisputeAsync("1")).DisputeId);
        }

        List<Guid> found = [];
        for (string? after = ""; after is not null;)
        {
            var page = await ListAsync(scenario.Purchaser, $"?size=2{(after.Length > 0 ? $"&after={after}" : "")}");
            found.AddRange(page.Items.Select(item => item.DisputeId));
            after = page.Next;
        }

        Assert.Equal(raised.OrderDescending(), found);
    }

    static async Task<Page<DisputeView>> ListAsync(HttpClient client, string query) =>
        await LogisticsScenario.ReadAsync<Page<DisputeView>>(HttpStatusCode.OK, await client.GetAsync($"/logistics/disputes{query}", Ct));
}
