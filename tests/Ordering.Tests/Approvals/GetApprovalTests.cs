using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Approvals;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Approvals;

/// <summary>GET /ordering/approvals/{orderId}.</summary>
public sealed class GetApprovalTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_orders_and_who_has_a_post_in_it_sees_it_and_nobody_else(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync();
        var path = $"/ordering/approvals/{order.OrderId}";
        foreach (var caller in new[] { scenario.Buyer, scenario.Approver(Vice), scenario.Fixture.Service.Client(Roles.Auditor) })
        {
            using var answer = await caller.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal((order.OrderId, OrderState.AwaitingApproval), Of(await ReadAsync<ApprovalView>(answer)));
        }

        foreach (var caller in new[] { scenario.Approver(Chief, scenario.BureauId), scenario.Approver(Chief, Guid.CreateVersion7()) })
        {
            await RefusedAsync(http => http.GetAsync(path, Ct), caller, HttpStatusCode.NotFound, "approval_not_found");
        }

        static (Guid, OrderState) Of(ApprovalView view) => (view.OrderId, view.State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_that_needs_no_approval_has_none(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync(10);

        Assert.Null(order.Approval);
        await RefusedAsync(
            http => http.GetAsync($"/ordering/approvals/{order.OrderId}", Ct), scenario.Buyer, HttpStatusCode.NotFound,
                "approval_not_found");
    }
}
