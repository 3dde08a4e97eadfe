using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>GET /ordering/gift-lists.</summary>
public sealed class ListGiftListsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_sees_its_own_in_pages(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var (first, second) = (await scenario.UploadAsync(("王秀英", "A1", 10)), await scenario.UploadAsync(("李建国", "A2", 10)));

        var all = await ListAsync(scenario.Buyer);

        Assert.Equal(new HashSet<Guid> { first.ListId, second.ListId }, all.Items.Select(list => list.ListId).ToHashSet());
        Assert.Single((await ListAsync(scenario.Buyer, "?size=1")).Items);
        Assert.Empty((await ListAsync(scenario.Fixture.Purchaser(Guid.CreateVersion7()))).Items);
    }

    static async Task<Platform.Web.Page<Ordering.Gifts.GiftListSummary>> ListAsync(HttpClient caller, string query = "")
    {
        using var answer = await caller.GetAsync($"/ordering/gift-lists{query}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<Platform.Web.Page<Ordering.Gifts.GiftListSummary>>(answer);
    }
}
