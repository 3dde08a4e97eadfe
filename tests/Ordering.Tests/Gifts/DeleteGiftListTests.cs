using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>DELETE /ordering/gift-lists/{listId}.</summary>
public sealed class DeleteGiftListTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_that_is_not_ordered_goes_with_its_people_and_one_that_is_stays(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        var (open, ordered) = (await scenario.UploadAsync(("王秀英", "A1", 10)), await scenario.UploadAsync(("李建国", "A2", 10)));
        await scenario.OrderAsync(ordered);

        using var answer = await Delete(open)(scenario.Buyer);

        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        await using var scope = scenario.Fixture.Service.OpenDb(out var db);
        Assert.False(db.GiftRecipients.Any(row => row.ListId == open.ListId));
        await RefusedAsync(
            Delete(await scenario.SeeAsync(ordered.ListId)), scenario.Buyer, HttpStatusCode.Conflict, "gift_list_ordered");
        await RefusedAsync(
            Delete(ordered), scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "gift_list_not_found");
    }

    static Func<HttpClient, Task<HttpResponseMessage>> Delete(Ordering.Gifts.GiftListView list) => caller =>
        Drafts.DraftScenario.SendAsync(caller, HttpMethod.Delete, $"/ordering/gift-lists/{list.ListId}", list.Version);
}
