using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>GET /ordering/gift-lists/{listId}/recipients/sheet.</summary>
public sealed class GetRecipientSheetTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Purchasers_hand_out_by_whole_names_and_approvers_do_not_get_them(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var list = await scenario.UploadAsync(("王秀英", "A1", 10));
        var path = $"/ordering/gift-lists/{list.ListId}/recipients/sheet?format=csv";

        using var answer = await scenario.Buyer.GetAsync(path, Ct);

        var text = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("王秀英", text, StringComparison.Ordinal);
        Assert.Contains(scenario.Gift.Name, text, StringComparison.Ordinal);
        await RefusedAsync(
            caller => caller.GetAsync(path, Ct), scenario.ApproverOf(scenario.UnitId), HttpStatusCode.Forbidden, "role_not_allowed");
    }
}
