using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Policies;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Policies;

/// <summary>GET /ordering/posts.</summary>
public sealed class ListPostsTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_unit_and_the_one_above_read_who_holds_what_and_operators_no_names(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        await scenario.DelegateAsync(Chief, scenario.ChiefPostId, "deputy");
        foreach (var caller in new[] { scenario.Buyer, scenario.Approver("x", scenario.BureauId) })
        {
            var posts = await ListAsync(caller);
            var chief = posts.Single(post => post.PostId == scenario.ChiefPostId);
            Assert.Equal((2, Chief, "deputy"), (posts.Count, chief.Holders!.Single().Subject, chief.Delegations!.Single().To));
        }

        Assert.All(await ListAsync(scenario.Fixture.Service.Client(Roles.Operator)), post => Assert.Null(post.Holders));
        await RefusedAsync(
            http => http.GetAsync($"/ordering/posts?unitId={scenario.UnitId}", Ct), scenario.Approver("x", Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "unit_not_found");

        async Task<IReadOnlyList<PostView>> ListAsync(HttpClient caller)
        {
            using var answer = await caller.GetAsync($"/ordering/posts?unitId={scenario.UnitId}", Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            return await ReadAsync<IReadOnlyList<PostView>>(answer);
        }
    }
}
