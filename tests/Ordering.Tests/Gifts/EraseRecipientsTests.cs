using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>POST /ordering/gift-lists/{listId}/erasure.</summary>
public sealed class EraseRecipientsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task All_names_go_and_what_was_given_still_counts(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        var list = await scenario.UploadAsync(("王秀英", "A1", 10), ("李建国", "A2", 10));
        await RefusedAsync(Erase(list), scenario.Buyer, HttpStatusCode.Conflict, "gift_list_not_ordered");
        await scenario.OrderAsync(list);

        using var answer = await Erase(await scenario.SeeAsync(list.ListId))(scenario.Buyer);

        Assert.NotNull((await ReadAsync<Ordering.Gifts.GiftListView>(answer)).ErasedAt);
        Assert.All((await scenario.RecipientsAsync(list.ListId)).Items, row => Assert.Equal((null, null), (row.Name, row.StaffNo)));
        Assert.Equal(1, (await scenario.UploadAsync(("王秀英", "A1", 10))).PerHead.OverLimit);
    }

    static Func<HttpClient, Task<HttpResponseMessage>> Erase(Ordering.Gifts.GiftListView list) => caller =>
        Drafts.DraftScenario.SendAsync(caller, HttpMethod.Post, $"/ordering/gift-lists/{list.ListId}/erasure", list.Version);
}
