using System.Net;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Approvals;

/// <summary>The clock is moved here, so these fixtures are not shared.</summary>
public sealed class ExpireApprovalsTests
{
    static readonly Dictionary<string, string?> LooksOften = new()
    {
        ["Ordering:LookEvery"] = "00:00:00.020",
        ["Ordering:ApproveWithin"] = "2.00:00:00",
    };

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_not_approved_in_time_is_cancelled_and_what_was_is_not(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, LooksOften);
        var scenario = await OpenWithPolicyAsync(fixture);
        var approved = await scenario.PlaceAndHoldAsync();
        await scenario.ApproveAsync(Chief, approved);
        var old = await scenario.PlaceAndHoldAsync(100);
        await scenario.ApproveAsync(Chief, old);
        fixture.Clock.Advance(TimeSpan.FromDays(1));
        var young = await scenario.PlaceAndHoldAsync();

        fixture.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMilliseconds(1));

        var told = await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == old.OrderId);
        Assert.Equal((CancellationReason.ApprovalExpired, fixture.Clock.Now), (told.Reason, told.CancelledAt));
        Assert.Contains("分管副校长", (await fixture.SeeAsync(old)).Cancellation!.Detail!.Zh, StringComparison.Ordinal);
        Assert.Equal(OrderState.AwaitingApproval, (await fixture.SeeAsync(young)).State);
        Assert.Equal(OrderState.Confirmed, (await fixture.SeeAsync(approved)).State);
        await RefusedAsync(_ => scenario.AskApproveAsync(Vice, old, 2), scenario.Approver(Vice), HttpStatusCode.Conflict, "approval_over");
        Assert.Single(fixture.Service.Published<OrderCancelled>());
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_step_may_be_shorter_and_the_day_of_delivery_ends_it_too(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, LooksOften);
        var scenario = await ApprovalScenario.OpenAsync(fixture);
        await scenario.FileAsync(Rule("一律", null, scenario.ChiefPostId) with
        {
            Steps = [new ApprovalRule.Step { PostId = scenario.ChiefPostId, WithinHours = 5 }],
        });
        var other = await OpenWithPolicyAsync(fixture);

        var quick = await scenario.PlaceAndHoldAsync();
        var today = await other.PlaceAndHoldAsync(day: Today);
        var later = await other.PlaceAndHoldAsync(day: Today.AddDays(9));

        Assert.Equal(Noon.AddHours(5), quick.Approval!.DueAt);
        // The end of the day in Shanghai: after that the goods could no longer come on it.
        Assert.Equal(Noon.AddHours(12), today.Approval!.DueAt);
        Assert.Equal(Noon.AddDays(2), later.Approval!.DueAt);
        fixture.Clock.Advance(TimeSpan.FromHours(6));
        await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == quick.OrderId);
        fixture.Clock.Advance(TimeSpan.FromHours(7));
        await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == today.OrderId);
        Assert.Equal(OrderState.AwaitingApproval, (await fixture.SeeAsync(later)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_approval_and_the_time_limit_at_once_leave_one_of_both(Engine engine)
    {
        await using var fixture = await OpenAsync(engine, LooksOften);
        var scenario = await ApprovalScenario.OpenAsync(fixture);
        await scenario.FileAsync(Rule("一律", null, scenario.ChiefPostId));
        for (var round = 0; round < 5; round++)
        {
            var order = await scenario.PlaceAndHoldAsync();
            fixture.Clock.Advance(TimeSpan.FromDays(2) + TimeSpan.FromMilliseconds(1));

            using var answer = await scenario.AskApproveAsync(Chief, order);

            var isApproved = answer.StatusCode == HttpStatusCode.OK;
            Assert.True(isApproved || answer.StatusCode == HttpStatusCode.Conflict, $"{answer.StatusCode}");
            await Eventually.EqualAsync(
                isApproved ? OrderState.Confirmed : OrderState.Cancelled, async () => (await fixture.SeeAsync(order)).State, "one end",
                    ct: Ct);
            await Eventually.EqualAsync(
                1,
                () => Task.FromResult(
                    fixture.Told<OrderConfirmed>(message => message.OrderId == order.OrderId).Count
                    + fixture.Told<OrderCancelled>(message => message.OrderId == order.OrderId).Count),
                "one message",
                ct: Ct);
        }
    }
}
