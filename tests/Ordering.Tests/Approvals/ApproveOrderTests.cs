using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Approvals;
using Marketplace.Ordering.Domain;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Approvals;

/// <summary>POST /ordering/orders/{orderId}/approval.</summary>
public sealed class ApproveOrderTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_order_waits_for_its_post_and_is_confirmed_by_it(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var placed = await scenario.PlaceAsync();
        Assert.Equal(OrderState.Submitted, placed.State);
        await RefusedAsync(_ => scenario.AskApproveAsync(Chief, placed), scenario.Approver(Chief), HttpStatusCode.Conflict,
            "order_not_held");
        var held = await scenario.Fixture.ConfirmAsync(placed);
        Assert.Equal((OrderState.AwaitingApproval, PartState.Pending), (held.State, held.Parts[0].State));
        Assert.Equal(1, held.Approval!.CurrentStep);
        Assert.Equal(Noon.AddDays(3), held.Approval.DueAt);
        Assert.Empty(scenario.Fixture.Told<OrderConfirmed>(message => message.OrderId == held.OrderId));

        using var first = await scenario.AskApproveAsync(Chief, held, comment: "同意");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(OrderState.Confirmed, (await ReadAsync<ApprovalView>(first)).State);
        var told = await scenario.Fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == held.OrderId);
        Assert.Equal(held.Parts[0].Lines[0].LineId, Assert.Single(Assert.Single(told.Parts).Lines).LineId);
        var confirmed = await SeeAsync(held.OrderId, scenario.Buyer);
        var step = Assert.Single(confirmed.Approval!.Steps);
        Assert.Equal(("科长", Chief, "同意", Noon), (step.PostName, step.Decision!.DecidedBy, step.Decision.Comment, step.Decision.DecidedAt));
        Assert.Null((await SeeAsync(held.OrderId, scenario.Fixture.Seller(scenario.SupplierId))).Approval);
        await RefusedAsync(_ => scenario.AskApproveAsync(Chief, held), scenario.Approver(Chief), HttpStatusCode.Conflict, "approval_over");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_small_order_needs_nobody_and_a_large_one_two_posts_in_turn(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        Assert.Equal(OrderState.Confirmed, (await scenario.PlaceAndHoldAsync(10)).State);
        var large = await scenario.PlaceAndHoldAsync(100);
        await RefusedAsync(_ => scenario.AskApproveAsync(Vice, large), scenario.Approver(Vice), HttpStatusCode.Forbidden, "not_your_post");

        var after = await scenario.ApproveAsync(Chief, large);

        Assert.Equal((OrderState.AwaitingApproval, 2), (after.State, after.Progress!.CurrentStep));
        await RefusedAsync(
            _ => scenario.AskApproveAsync(Vice, large), scenario.Approver(Vice), HttpStatusCode.Conflict, "step_not_current", "step");
        Assert.Equal(OrderState.Confirmed, (await scenario.ApproveAsync(Vice, large, step: 2)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_approves_the_own_order_nor_two_steps_of_one_by_themselves_or_through_others(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var placing = scenario.Fixture.Service.Client(Roles.Purchaser, org: scenario.UnitId, subject: Chief);
        using var answer = await placing.PostOnceAsync("/ordering/orders", scenario.Order(), ct: Ct);
        var own = await scenario.Fixture.ConfirmAsync(await ReadAsync<Ordering.Orders.OrderView>(answer));
        await RefusedAsync(_ => scenario.AskApproveAsync(Chief, own), scenario.Approver(Chief), HttpStatusCode.Conflict, "own_order");
        Assert.DoesNotContain(await scenario.MineAsync(Chief), row => row.OrderId == own.OrderId);

        // Whoever acts for the one who ordered may not either, and not the one who ordered for another holder.
        await scenario.DelegateAsync(Chief, scenario.ChiefPostId, "deputy");
        await RefusedAsync(_ => scenario.AskApproveAsync("deputy", own), scenario.Approver("deputy"), HttpStatusCode.Conflict, "own_order");

        var large = await scenario.PlaceAndHoldAsync(100);
        await scenario.ApproveAsync("deputy", large);
        await scenario.DelegateAsync(Vice, scenario.VicePostId, "deputy");
        await scenario.DelegateAsync(Vice, scenario.VicePostId, Chief);
        await RefusedAsync(
            _ => scenario.AskApproveAsync("deputy", large, 2), scenario.Approver("deputy"), HttpStatusCode.Conflict, "approved_before");
        await RefusedAsync(
            _ => scenario.AskApproveAsync(Chief, large, 2), scenario.Approver(Chief), HttpStatusCode.Conflict, "approved_before");
        Assert.Equal(OrderState.Confirmed, (await scenario.ApproveAsync(Vice, large, 2)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_acts_for_a_holder_does_so_on_the_days_that_were_given(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync();
        await scenario.DelegateAsync(Chief, scenario.ChiefPostId, "tomorrow", Today.AddDays(1));
        await scenario.DelegateAsync(Chief, scenario.ChiefPostId, "today", Today, Today);
        await RefusedAsync(
            _ => scenario.AskApproveAsync("tomorrow", order), scenario.Approver("tomorrow"), HttpStatusCode.Forbidden, "not_your_post");

        var approved = await scenario.ApproveAsync("today", order);

        var decision = Assert.Single(approved.Progress!.Steps).Decision!;
        Assert.Equal(("today", Chief), (decision.DecidedBy, decision.OnBehalfOf));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Posts_of_the_unit_above_approve_and_strangers_know_nothing_of_it(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var headPost = Guid.CreateVersion7();
        var bureau = scenario.Approver("bureau-office", scenario.BureauId);
        using (var set = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(
            bureau, $"/ordering/posts/{headPost}",
            new { unitId = scenario.BureauId, name = "局长", holders = new[] { Holding("bureau-head") } }, Ct))
        {
            Assert.Equal(HttpStatusCode.Created, set.StatusCode);
        }

        await scenario.FileAsync(Rule("一律报局", null, headPost));
        var order = await scenario.PlaceAndHoldAsync();
        var head = scenario.Approver("bureau-head", scenario.BureauId);
        var path = $"/ordering/orders/{order.OrderId}/approval";
        await RefusedAsync(
            http => http.PostOnceAsync(path, new { step = 1 }, ct: Ct), scenario.Approver("bureau-head", Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "approval_not_found");
        await RefusedAsync(
            http => http.PostOnceAsync(path, new { step = 1 }, ct: Ct), scenario.Approver("bureau-head"),
            HttpStatusCode.Forbidden, "not_your_post");

        using var approved = await head.PostOnceAsync(path, new { step = 1 }, ct: Ct);

        Assert.Equal(HttpStatusCode.OK, approved.StatusCode);
        Assert.Equal(OrderState.Confirmed, (await scenario.Fixture.SeeAsync(order)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_same_key_approves_once(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync(100);
        var (path, key) = ($"/ordering/orders/{order.OrderId}/approval", Guid.CreateVersion7().ToString());

        using var first = await scenario.Approver(Chief).PostOnceAsync(path, new { step = 1 }, key, Ct);
        using var again = await scenario.Approver(Chief).PostOnceAsync(path, new { step = 1 }, key, Ct);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(2, (await ReadAsync<ApprovalView>(again)).Progress!.CurrentStep);
    }
}
