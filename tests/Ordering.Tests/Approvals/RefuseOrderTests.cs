using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Approvals;

/// <summary>POST /ordering/orders/{orderId}/refusal.</summary>
public sealed class RefuseOrderTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_post_refuses_with_a_reason_and_what_is_held_is_free(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync(100);
        await RefusedAsync(
            http => AskRefuseAsync(http, order), scenario.Approver(Vice), HttpStatusCode.Forbidden, "not_your_post");
        await RefusedAsync(
            http => AskRefuseAsync(http, order, reason: " "), scenario.Approver(Chief), HttpStatusCode.BadRequest, "text_blank",
            "reason");

        using var refused = await AskRefuseAsync(scenario.Approver(Chief), order);

        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        var told = await scenario.Fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId);
        Assert.Equal(CancellationReason.NotApproved, told.Reason);
        var seen = await SeeAsync(order.OrderId, scenario.Buyer);
        Assert.Equal((OrderState.Cancelled, CancellationReason.NotApproved), (seen.State, seen.Cancellation!.Reason));
        Assert.Contains("本月已采购", seen.Cancellation.Detail!.Zh, StringComparison.Ordinal);
        Assert.False(seen.Approval!.Steps[0].Decision!.IsApproved);
        Assert.Null(seen.Approval.Steps[1].Decision);
        Assert.Empty(await scenario.MineAsync(Vice));
        await RefusedAsync(
            http => AskRefuseAsync(http, order), scenario.Approver(Chief), HttpStatusCode.Conflict, "approval_over");
        await RefusedAsync(
            http => AskRefuseAsync(http, order), scenario.Fixture.Service.Client(Roles.Purchaser, org: scenario.UnitId),
            HttpStatusCode.Forbidden, "role_not_allowed");
    }
}
