using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>DELETE /ordering/gift-lists/{listId}/recipients/{number}.</summary>
public sealed class RemoveRecipientTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Before_the_order_somebody_is_taken_out_with_the_goods_and_afterwards_the_name_alone_goes(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        var list = await scenario.UploadAsync(("王秀英", "A1", 10), ("李建国", "A2", 12));

        await RemoveAsync(scenario, list, 2);
        var open = await scenario.SeeAsync(list.ListId);
        await RefusedAsync(
            caller => Drafts.DraftScenario.SendAsync(caller, HttpMethod.Delete, $"/ordering/gift-lists/{list.ListId}/recipients/1",
                open.Version), scenario.Buyer, HttpStatusCode.Conflict, "last_recipient");
        Assert.Equal((1, 35_00L), (open.Recipients, open.AmountFen));
        await scenario.OrderAsync(open);
        await RemoveAsync(scenario, await scenario.SeeAsync(list.ListId), 1);

        var row = Assert.Single((await scenario.RecipientsAsync(list.ListId)).Items);
        Assert.Equal((null, null, null), (row.Name, row.StaffNo, row.Phone));
        Assert.Equal(70_00, (await scenario.UploadAsync(("王秀英", "A1", 10))).PerHead.HighestFen);
        await RefusedAsync(
            caller => Drafts.DraftScenario.SendAsync(caller, HttpMethod.Delete, $"/ordering/gift-lists/{list.ListId}/recipients/9",
                open.Version + 2), scenario.Buyer, HttpStatusCode.NotFound, "recipient_not_found", "number");
    }

    static async Task RemoveAsync(GiftScenario scenario, Ordering.Gifts.GiftListView list, int number)
    {
        using var answer = await Drafts.DraftScenario.SendAsync(
            scenario.Buyer, HttpMethod.Delete, $"/ordering/gift-lists/{list.ListId}/recipients/{number}", list.Version);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }
}
