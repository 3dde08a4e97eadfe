using System.Net;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>GET /ordering/gift-lists/{listId}/recipients.</summary>
public sealed class ListRecipientsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Names_and_numbers_are_masked_and_come_in_pages(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var list = await scenario.UploadAsync(("王秀英", "A10001", 10), ("李建国", "A10002", 10), ("赵敏", "A10003", 10));

        var page = await scenario.RecipientsAsync(list.ListId, "?size=2");
        var rest = await scenario.RecipientsAsync(list.ListId, $"?from={page.Next}", scenario.ApproverOf(scenario.UnitId));

        Assert.Equal([("王**", "****0001", "****1111"), ("李**", "****0002", "****1111")], page.Items.Select(
            row => (row.Name, row.StaffNo, row.Phone)));
        Assert.Equal((3, null), (rest.Items.Single().Number, rest.Next));
        await RefusedAsync(
            caller => caller.GetAsync($"/ordering/gift-lists/{list.ListId}/recipients", Ct),
            scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound, "gift_list_not_found");
        await RefusedAsync(
            caller => caller.GetAsync($"/ordering/gift-lists/{list.ListId}/recipients", Ct),
            scenario.Fixture.Service.Client(Contracts.Roles.Auditor), HttpStatusCode.Forbidden, "role_not_allowed");
    }
}
