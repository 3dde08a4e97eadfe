using System.Net;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Policies;

/// <summary>POST /ordering/posts/{postId}/delegations.</summary>
public sealed class DelegatePostTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_the_holder_delegates_and_who_acts_does_not_pass_it_on(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var path = $"/ordering/posts/{scenario.ChiefPostId}/delegations";
        var given = await scenario.DelegateAsync(Chief, scenario.ChiefPostId, "deputy");

        Assert.Equal((Chief, "deputy", Today, Today.AddDays(7)), (given.By, given.To, given.From, given.Until));
        foreach (var other in new[] { "deputy", Filer })
        {
            await RefusedAsync(
                http => http.PostOnceAsync(path, Delegation("friend"), ct: Ct), scenario.Approver(other), HttpStatusCode.Forbidden,
                "not_the_holder");
        }

        await RefusedAsync(
            http => http.PostOnceAsync(path, Delegation("friend"), ct: Ct), scenario.Approver(Chief, scenario.BureauId),
            HttpStatusCode.NotFound, "post_not_found");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_days_are_told_when_they_are_wrong(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var given = await scenario.DelegateAsync(Chief, scenario.ChiefPostId, "deputy");
        foreach (var (wrong, status, code, field) in new[]
        {
            (Delegation(Chief), HttpStatusCode.BadRequest, "own_delegation", "to"),
            (Delegation("deputy", Today.AddDays(-1)), HttpStatusCode.BadRequest, "day_out_of_range", "from"),
            (Delegation("deputy", Today, Today.AddDays(-1)), HttpStatusCode.BadRequest, "day_out_of_range", "until"),
            (Delegation("deputy", Today, Today.AddDays(367)), HttpStatusCode.BadRequest, "day_out_of_range", "until"),
            (Delegation("deputy") with { DelegationId = given.DelegationId }, HttpStatusCode.Conflict, "already_exists", "delegationId"),
        })
        {
            await RefusedAsync(
                http => http.PostOnceAsync($"/ordering/posts/{scenario.ChiefPostId}/delegations", wrong, ct: Ct), scenario.Approver(Chief),
                status, code, field);
        }
    }
}
