using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Drafts;
using Marketplace.Ordering.Tests.Approvals;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.Drafts.DraftScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Drafts;

/// <summary>GET /ordering/drafts/{draftId}/preview, of orders that have to be approved.</summary>
public sealed class PreviewApprovalsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_posts_are_those_that_the_order_then_waits_for(Engine engine)
    {
        var approvals = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var scenario = await DraftsOfAsync(approvals);
        var small = await scenario.CreateAsync(scenario.Line(quantity: "10"));
        var large = await scenario.CreateAsync(scenario.Line(quantity: "100", day: 1));

        var previews = new[] { await scenario.PreviewAsync(small.DraftId), await scenario.PreviewAsync(large.DraftId) };

        Assert.Empty(previews[0].Orders.Single().Approvals);
        Assert.Equal(["科长", "分管副校长"], previews[1].Orders.Single().Approvals.Select(post => post.PostName));
        Assert.All(previews, preview => Assert.True(preview.IsOrderable));
        var order = Assert.Single((await OrderAsync(scenario, large, previews[1])).Orders);
        var waits = (await OrderingFixture.SeeAsync(order.OrderId, scenario.Buyer)).Approval!;
        Assert.Equal(["科长", "分管副校长"], waits.Steps.Select(step => step.PostName));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Orders_of_one_draft_are_judged_together(Engine engine)
    {
        var approvals = await ApprovalScenario.OpenAsync(await shared.OnAsync(engine));
        await approvals.FileAsync(Rule("百元以上", 100_00, approvals.ChiefPostId));
        var scenario = await DraftsOfAsync(approvals);
        await scenario.NewPrincipalAsync("六小");
        await scenario.NewPrincipalAsync("七小");
        var draft = await scenario.CreateAsync(scenario.Line() with { Unit = "六小" }, scenario.Line() with { Unit = "七小" });

        var preview = await scenario.PreviewAsync(draft.DraftId);

        Assert.Empty(preview.Orders[0].SuspectedSplits);
        Assert.Equal(SplitSign.SameDeliveryDay, Assert.Single(preview.Orders[1].SuspectedSplits).Sign);
        Assert.Equal([0, 1], preview.Orders.Select(order => order.Approvals.Count));
        var placed = await OrderAsync(scenario, draft, preview);
        Assert.Null((await OrderingFixture.SeeAsync(placed.Orders[0].OrderId, scenario.Buyer)).Approval);
        var split = (await OrderingFixture.SeeAsync(placed.Orders[1].OrderId, scenario.Buyer)).Approval!.SuspectedSplits.Single();
        Assert.Equal([placed.Orders[1].Number, placed.Orders[0].Number], split.Orders.Select(piece => piece.Number));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_has_filed_the_policy_is_told_before_ordering(Engine engine)
    {
        var approvals = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var scenario = await DraftsOfAsync(approvals);
        var draft = await scenario.CreateAsync(scenario.Line(quantity: "10"));
        var filer = approvals.Fixture.Service.Client(Roles.Purchaser, org: approvals.UnitId, subject: Filer);

        using var answer = await filer.GetAsync($"/ordering/drafts/{draft.DraftId}/preview", Ct);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var preview = await ReadAsync<DraftPreview>(answer);
        Assert.False(preview.IsOrderable);
        Assert.Equal("own_policy", Assert.Single(preview.Orders.Single().Faults).Code);
        await RefusedAsync(
            Order(draft.DraftId, draft.Version, preview.AmountFen), filer, HttpStatusCode.BadRequest, "draft_faulty", "lines");
    }

    static async Task<DraftScenario> DraftsOfAsync(ApprovalScenario approvals) => new(
        approvals.Fixture,
        approvals.UnitId,
        await approvals.Fixture.NewDockAsync(approvals.UnitId),
        approvals.SupplierId,
        [await NewProductAsync(approvals.Fixture, approvals.SupplierId, Unlike() + "洋芋")]);

    static async Task<OrderDraft.View> OrderAsync(DraftScenario scenario, DraftView draft, DraftPreview preview)
    {
        using var answer = await Order(draft.DraftId, draft.Version, preview.AmountFen)(scenario.Buyer);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync<OrderDraft.View>(answer);
    }
}
