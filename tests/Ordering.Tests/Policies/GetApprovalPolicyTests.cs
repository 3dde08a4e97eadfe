using System.Net;
using Marketplace.Contracts;
using Marketplace.Ordering.Policies;
using Marketplace.Ordering.Tests.Approvals;
using Marketplace.Platform.Storage;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Policies;

/// <summary>GET /ordering/approval-policies/{unitId}.</summary>
public sealed class GetApprovalPolicyTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_unit_and_the_one_above_read_it_and_strangers_do_not(Engine engine)
    {
        var scenario = await ApprovalScenario.OpenWithPolicyAsync(await shared.OnAsync(engine));
        foreach (var caller in new[]
        {
            scenario.Buyer, scenario.Approver("x"), scenario.Approver("x", scenario.BureauId),
                scenario.Fixture.Service.Client(Roles.Auditor),
        })
        {
            using var answer = await caller.GetAsync(scenario.PolicyPath, Ct);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var view = await ReadAsync<PolicyView>(answer);
            Assert.Equal(
                ["五十元以上", "二百元以上"], view.Versions.Single(version => version.Version == view.InForce).Rules.Select(rule => rule.Name));
        }

        await RefusedAsync(
            http => http.GetAsync(scenario.PolicyPath, Ct), scenario.Fixture.Purchaser(Guid.CreateVersion7()), HttpStatusCode.NotFound,
            "unit_not_found");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_without_one_has_no_version(Engine engine)
    {
        var scenario = await ApprovalScenario.OpenAsync(await shared.OnAsync(engine));

        using var answer = await scenario.Buyer.GetAsync(scenario.PolicyPath, Ct);

        var view = await ReadAsync<PolicyView>(answer);
        Assert.Equal((null, null), (view.Version, view.InForce));
        Assert.Empty(view.Versions);
    }
}
