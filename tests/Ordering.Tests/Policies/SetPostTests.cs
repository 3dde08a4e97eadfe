using System.Net;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Policies;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Policies;

/// <summary>PUT /ordering/posts/{postId}.</summary>
public sealed class SetPostTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_successor_takes_what_waits_for_the_post(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync();
        var path = $"/ordering/posts/{scenario.ChiefPostId}";
        Post.Holder[] holders =
        [
            Holding(Chief) with { Until = Today.AddDays(-1) }, new() { Subject = "successor", From = Today },
        ];

        using var changed = await scenario.Approver(Filer).PutIfMatchAsync(
            path, new { unitId = scenario.UnitId, name = "总务科长", holders }, 1, Ct);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var view = await ReadAsync<PostView>(changed);
        Assert.Equal((2, "总务科长"), (view.Version, view.Name));
        await RefusedAsync(_ => scenario.AskApproveAsync(Chief, order), scenario.Approver(Chief), HttpStatusCode.Forbidden,
            "not_your_post");
        Assert.Equal(OrderState.Confirmed, (await scenario.ApproveAsync("successor", order)).State);
        Assert.Equal("科长", (await scenario.Fixture.SeeAsync(order)).Approval!.Steps[0].PostName);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nobody_appoints_themselves_but_may_leave(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await RefusedAsync(
            http => scenario.AskSetPostAsync(http, Guid.CreateVersion7(), "校长", Holding("ambitious")), scenario.Approver("ambitious"),
            HttpStatusCode.Conflict, "own_appointment", "holders");
        var path = $"/ordering/posts/{scenario.ChiefPostId}";
        await RefusedAsync(
            http => http.PutIfMatchAsync(path, Body(Holding(Chief) with { From = Today.AddDays(-200) }), 1, Ct), scenario.Approver(Chief),
            HttpStatusCode.Conflict, "own_appointment", "holders");

        using var left = await scenario.Approver(Chief).PutIfMatchAsync(path, Body(Holding(Chief) with { Until = Today }), 1, Ct);

        Assert.Equal(HttpStatusCode.OK, left.StatusCode);
        object Body(params Post.Holder[] holders) => new { unitId = scenario.UnitId, name = "科长", holders };
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_approvers_of_the_unit_and_of_the_one_above_set_posts(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await RefusedAsync(
            http => scenario.AskSetPostAsync(http, Guid.CreateVersion7(), "科长"), scenario.Approver("x", Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "unit_not_found");
        await RefusedAsync(
            http => scenario.AskSetPostAsync(http, Guid.CreateVersion7(), "科长"), scenario.Buyer, HttpStatusCode.Forbidden,
            "role_not_allowed");
        // The id of another unit's post is taken, whoever asks.
        var stranger = await OpenAsync(scenario.Fixture);
        await RefusedAsync(
            http => stranger.AskSetPostAsync(http, scenario.ChiefPostId, "科长"), stranger.Approver("x"), HttpStatusCode.Conflict,
            "already_exists", "postId");

        var postId = Guid.CreateVersion7();
        using var above = await scenario.AskSetPostAsync(scenario.Approver("bureau-office", scenario.BureauId), postId, "校长",
            Holding("head"));
        Assert.Equal(HttpStatusCode.Created, above.StatusCode);
        await RefusedAsync(
            http => http.PutIfMatchAsync(
                $"/ordering/posts/{postId}", new { unitId = scenario.UnitId, name = "校长", holders = Array.Empty<Post.Holder>() }, 1, Ct),
            scenario.Approver("x"), HttpStatusCode.Forbidden, "filed_from_above");
    }
}
