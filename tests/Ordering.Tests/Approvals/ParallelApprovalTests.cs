using System.Net;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Approvals;

/// <summary>What several people do with one order, or with one unit's orders, at the same moment.</summary>
public sealed class ParallelApprovalTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_holders_who_approve_at_once_one_takes_the_step(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var postId = Guid.CreateVersion7();
        await scenario.SetPostAsync(postId, "副科长", "first", "second");
        await scenario.FileAsync(Rule("一律", null, postId, scenario.VicePostId));
        for (var round = 0; round < 5; round++)
        {
            var order = await scenario.PlaceAndHoldAsync();

            var answers = await Task.WhenAll(scenario.AskApproveAsync("first", order), scenario.AskApproveAsync("second", order));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.Forbidden);
            Assert.Equal(2, (await scenario.Fixture.SeeAsync(order)).Approval!.CurrentStep);
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_approval_and_a_withdrawal_at_once_leave_one_of_both(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await scenario.FileAsync(Rule("一律", null, scenario.ChiefPostId));
        for (var round = 0; round < 8; round++)
        {
            var order = await scenario.PlaceAndHoldAsync();

            var answers = await Task.WhenAll(
                scenario.AskApproveAsync(Chief, order),
                scenario.Buyer.PostOnceAsync($"/ordering/orders/{order.OrderId}/cancellation", new { reason = "菜单改了" }, ct: Ct));

            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
            var isApproved = answers[0].StatusCode == HttpStatusCode.OK;
            var seen = await scenario.Fixture.SeeAsync(order);
            Assert.Equal(isApproved ? OrderState.Confirmed : OrderState.Cancelled, seen.State);
            Assert.Null(seen.Approval!.CurrentStep);
            await Eventually.EqualAsync(
                (isApproved ? 1 : 0, isApproved ? 0 : 1),
                () => Task.FromResult((
                    scenario.Fixture.Told<OrderConfirmed>(message => message.OrderId == order.OrderId).Count,
                    scenario.Fixture.Told<OrderCancelled>(message => message.OrderId == order.OrderId).Count)),
                "one of both to be told",
                ct: Ct);
            Array.ForEach(answers, answer => answer.Dispose());
        }
    }

    /// <summary>Ten orders of 56 yuan in all would each pass the limit of 200 yuan unseen if they did not know of each other.</summary>
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Orders_that_are_placed_at_once_know_of_each_other(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await scenario.FileAsync(Rule("二百元以上", 200_00, scenario.ChiefPostId));

        var placed = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => scenario.PlaceAsync(16)));

        var seen = await Task.WhenAll(placed.Select(order => scenario.Fixture.SeeAsync(order)));
        // 56, 112 and 168 yuan stay below; each further one does not.
        Assert.Equal(3, seen.Count(order => order.Approval is null));
        Assert.All(seen.Where(order => order.Approval is not null), order => Assert.True(order.Approval!.Steps.Single().IsLifted));
    }
}
