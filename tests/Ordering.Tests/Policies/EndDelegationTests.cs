using System.Net;
using Marketplace.Ordering.Policies;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Policies;

/// <summary>POST /ordering/posts/{postId}/delegations/{delegationId}/ending.</summary>
public sealed class EndDelegationTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_holder_takes_it_back_once(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var order = await scenario.PlaceAndHoldAsync();
        var given = await scenario.DelegateAsync(Chief, scenario.ChiefPostId, "deputy");
        var path = $"/ordering/posts/{scenario.ChiefPostId}/delegations/{given.DelegationId}/ending";
        await RefusedAsync(
            http => http.PostOnceAsync(path, new { }, ct: Ct), scenario.Approver("deputy"), HttpStatusCode.NotFound,
                "delegation_not_found");

        using var ended = await scenario.Approver(Chief).PostOnceAsync(path, new { }, ct: Ct);

        Assert.Equal(HttpStatusCode.OK, ended.StatusCode);
        Assert.Equal(Noon, (await ReadAsync<DelegationView>(ended)).EndedAt);
        await RefusedAsync(
            http => http.PostOnceAsync(path, new { }, ct: Ct), scenario.Approver(Chief), HttpStatusCode.Conflict, "delegation_ended");
        await RefusedAsync(
            _ => scenario.AskApproveAsync("deputy", order), scenario.Approver("deputy"), HttpStatusCode.Forbidden, "not_your_post");
    }
}
