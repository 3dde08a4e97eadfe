using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>GET /ordering/gift-lists/{listId}.</summary>
public sealed class GetGiftListTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_tells_what_speaks_against_it_and_strangers_nothing(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var list = await scenario.UploadAsync(("王秀英", "A1", 3));

        var seen = await scenario.SeeAsync(list.ListId);

        Assert.Equal(["below_minimum_quantity", "gift_limit_missing"], seen.Faults.Select(fault => fault.Code));
        Assert.StartsWith("第 1 项礼品", seen.Faults[0].Zh, StringComparison.Ordinal);
        Assert.Equal(((long?)null, (int?)null), (seen.PerHead.LimitFen, seen.RecognisedBasisPoints));
        await RefusedAsync(
            caller => caller.GetAsync($"/ordering/gift-lists/{list.ListId}", Ct), scenario.Fixture.Purchaser(Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "gift_list_not_found");
    }
}
