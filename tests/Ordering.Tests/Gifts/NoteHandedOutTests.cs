using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>POST /ordering/gift-lists/{listId}/handed-out.</summary>
public sealed class NoteHandedOutTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_was_given_theirs_is_noted_once_and_an_unknown_number_notes_nobody(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        var list = await scenario.UploadAsync(("王秀英", "A1", 10), ("李建国", "A2", 10));
        await RefusedAsync(Note(list, 1), scenario.Buyer, HttpStatusCode.Conflict, "gift_list_not_ordered");
        var summary = await scenario.OrderAsync(list);
        list = await scenario.SeeAsync(list.ListId);
        // Nothing has come yet.
        await RefusedAsync(Note(list, 2), scenario.Buyer, HttpStatusCode.Conflict, "gifts_not_accepted", "numbers");
        var order = await scenario.Fixture.ConfirmAsync(await OrderingFixture.SeeAsync(summary.OrderId, scenario.Buyer));
        // Of twenty one was refused: there is enough for one of them, and not for both.
        await scenario.Fixture.HearAsync(Accepted(order));
        await RefusedAsync(Note(list, 1, 2), scenario.Buyer, HttpStatusCode.Conflict, "gifts_not_accepted", "numbers");

        await RefusedAsync(Note(list, 1, 7), scenario.Buyer, HttpStatusCode.BadRequest, "recipient_not_found", "numbers");
        using var answer = await Note(list, 2)(scenario.Buyer);

        Assert.Equal(1, (await ReadAsync<Ordering.Gifts.GiftListView>(answer)).HandedOut);
        Assert.Equal([2], (await scenario.RecipientsAsync(list.ListId, "?handedOut=true")).Items.Select(row => row.Number));
        Assert.Equal([1], (await scenario.RecipientsAsync(list.ListId, "?handedOut=false")).Items.Select(row => row.Number));
    }

    static Func<HttpClient, Task<HttpResponseMessage>> Note(Ordering.Gifts.GiftListView list, params int[] numbers) => caller =>
        Drafts.DraftScenario.SendAsync(
            caller, HttpMethod.Post, $"/ordering/gift-lists/{list.ListId}/handed-out", list.Version,
            System.Net.Http.Json.JsonContent.Create(new { numbers }));
}
