using System.Net;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Gifts.GiftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Gifts;

/// <summary>POST /ordering/gift-lists/{listId}/order.</summary>
public sealed class OrderGiftsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_order_holds_what_all_get_and_the_list_stays(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        var list = await scenario.UploadAsync(("王秀英", "A1", 10), ("李建国", "A2", 10));

        var order = await scenario.OrderAsync(list);

        var seen = await scenario.SeeAsync(list.ListId);
        Assert.Equal((order.OrderId, 70_00L, 70_00L), (seen.OrderId!.Value, seen.AmountFen, order.AmountFen));
        var placed = await OrderingFixture.SeeAsync(order.OrderId, scenario.Buyer);
        Assert.Equal(20m, Assert.Single(Assert.Single(placed.Parts).Lines).Quantity.Units);
        await RefusedAsync(Order(seen), scenario.Buyer, HttpStatusCode.Conflict, "gift_list_ordered");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_says_what_it_is_bought_for_and_is_for_nobody_elses_people(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        var list = await scenario.UploadAsync(("王秀英", "A1", 10));
        await RefusedAsync(
            Order(list, terms: new() { PrincipalUnitId = Guid.CreateVersion7() }), scenario.Buyer, HttpStatusCode.BadRequest,
            "principal_of_gifts", "terms.principalUnitId");

        using var answer = await Order(list, terms: new() { Capacity = Contracts.BuyerCapacity.Staff })(scenario.Buyer);

        var order = await ReadAsync<Ordering.Orders.OrderSummary>(answer);
        Assert.Equal(
            Contracts.BuyerCapacity.Staff, (await OrderingFixture.SeeAsync(order.OrderId, scenario.Buyer)).Terms!.Capacity);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_comes_to_more_than_the_limit_of_the_year_over_all_lists(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        await scenario.OrderAsync(await scenario.UploadAsync(("王秀英", "A1", 10), ("李建国", "A2", 10)));
        var second = await scenario.UploadAsync(("王秀英", "ａ1", 5), ("李建国", "A2", 4), ("赵敏", "A3", 14));

        Assert.Equal((52_50L, 1), (second.PerHead.HighestFen, second.PerHead.OverLimit));
        Assert.Equal([1], second.PerHead.OverLimitNumbers);
        Assert.Equal("over_gift_limit", Assert.Single(second.Faults).Code);
        await RefusedAsync(Order(second), scenario.Buyer, HttpStatusCode.BadRequest, "gift_list_faulty", "recipients");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_was_cancelled_counts_no_more(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        var first = await scenario.OrderAsync(await scenario.UploadAsync(("王秀英", "A1", 14)));
        var second = await scenario.UploadAsync(("王秀英", "A1", 12));
        await RefusedAsync(Order(second), scenario.Buyer, HttpStatusCode.BadRequest, "gift_list_faulty", "recipients");

        using var cancelled = await scenario.Buyer.PostOnceAsync(
            $"/ordering/orders/{first.OrderId}/cancellation", new { reason = "换礼品" }, ct: Ct);

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        await scenario.OrderAsync(await scenario.SeeAsync(second.ListId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Lists_that_are_ordered_at_once_share_the_limit(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine), perHeadFen: 50_00);
        List<Ordering.Gifts.GiftListView> lists = [];
        foreach (var _ in Enumerable.Range(0, 4))
        {
            lists.Add(await scenario.UploadAsync(("王秀英", "A1", 10)));
        }

        var answers = await Task.WhenAll(lists.Select(list => Order(list)(scenario.Buyer)));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        foreach (var answer in answers)
        {
            answer.Dispose();
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Without_a_limit_or_under_the_own_one_or_at_another_price_nothing_is_ordered(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var list = await scenario.UploadAsync(("王秀英", "A1", 10));

        await RefusedAsync(Order(list), scenario.Buyer, HttpStatusCode.BadRequest, "gift_list_faulty", "year");
        using (var filed = await scenario.AskFileLimitAsync(100_00))
        {
            Assert.Equal(HttpStatusCode.Created, filed.StatusCode);
        }

        var filer = scenario.Fixture.Service.Client(Contracts.Roles.Purchaser, org: scenario.UnitId, subject: Approver);
        await RefusedAsync(Order(list), filer, HttpStatusCode.BadRequest, "gift_list_faulty", "year");
        await RefusedAsync(Order(list, 1), scenario.Buyer, HttpStatusCode.Conflict, "price_changed", "expectedAmountFen");
        await scenario.OrderAsync(list);
    }
}
