using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Approvals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Approvals;

/// <summary>GET /ordering/approvals.</summary>
public sealed class ListApprovalsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_waits_for_somebody_comes_in_pages_and_goes_when_it_is_decided(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var large = await scenario.PlaceAndHoldAsync(100);
        var first = await scenario.PlaceAndHoldAsync();
        var second = await scenario.PlaceAsync();

        var page = await ListAsync(scenario.Approver(Chief), "?mine=true&size=1");
        var next = await ListAsync(scenario.Approver(Chief), $"?mine=true&size=1&after={page.Next}");

        // What is not held yet waits for nobody.
        Guid[] waiting = [page.Items.Single().OrderId, next.Items.Single().OrderId];
        Assert.Equal([first.OrderId, large.OrderId], waiting);
        Assert.Null(next.Next);
        Assert.Empty(await scenario.MineAsync(Vice));
        await scenario.ApproveAsync(Chief, large);
        Assert.Equal([first.OrderId], (await scenario.MineAsync(Chief)).Select(row => row.OrderId));
        Assert.Equal([large.OrderId], (await scenario.MineAsync(Vice)).Select(row => row.OrderId));
        var seen = (await ListAsync(scenario.Buyer)).Items.Select(row => row.OrderId).ToHashSet();
        Assert.Equal(new HashSet<Guid> { large.OrderId, first.OrderId, second.OrderId }, seen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task It_tells_what_is_bought_and_what_is_left_of_the_budget(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAsync();
        await scenario.Fixture.HearAsync(BudgetReserved(order) with { AvailableFen = 930_00 });
        await scenario.Fixture.HearAsync(StockReserved(order));

        var row = Assert.Single(await scenario.MineAsync(Chief));

        Assert.Equal((70_00L, 930_00L, "school-buyer"), (row.AmountFen, row.BudgetLeftFen, row.PlacedBy));
        var line = Assert.Single(row.Lines);
        Assert.Equal(("高山洋芋", "昭觉县", ProductCategory.Vegetable, 70_00L),
            (line.ProductName, line.OriginName, line.Category, line.AmountFen));
        Assert.Equal(["五十元以上"], Assert.Single(row.Progress!.Steps).Rules);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Strangers_see_nothing_and_auditors_all(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync();

        Assert.Empty((await ListAsync(scenario.Approver(Chief, Guid.CreateVersion7()))).Items);
        Assert.Empty((await ListAsync(scenario.Approver(Chief, scenario.BureauId), "?mine=true")).Items);
        Assert.Contains((await ListAsync(scenario.Fixture.Service.Client(Roles.Auditor))).Items, row => row.OrderId == order.OrderId);
        var byOperator = (await ListAsync(scenario.Fixture.Service.Client(Roles.Operator))).Items
            .Single(row => row.OrderId == order.OrderId);
        Assert.Equal((null, null), (byOperator.PlacedBy, byOperator.Progress));
    }

    static async Task<Page<ApprovalView>> ListAsync(HttpClient caller, string query = "")
    {
        using var answer = await caller.GetAsync($"/ordering/approvals{query}", Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<Page<ApprovalView>>(answer);
    }
}
