using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>GET /ordering/gift-lists/template.</summary>
public sealed class GetGiftTemplateTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_template_is_a_sheet_that_can_be_sent_with_its_example_left_in_place(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        using var answer = await scenario.Buyer.GetAsync("/ordering/gift-lists/template?format=csv", Ct);
        var template = await answer.Content.ReadAsStringAsync(Ct);

        using var sent = await scenario.AskUploadAsync($"{template.TrimEnd()}\n王秀英,A1,,,,,10,,\n");

        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        Assert.Equal(1, (await ReadAsync<Ordering.Gifts.UploadGiftList.View>(sent)).List.Recipients);
    }
}
