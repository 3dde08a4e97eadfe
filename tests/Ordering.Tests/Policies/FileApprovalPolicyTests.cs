using System.Net;
using System.Net.Http.Json;
using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Policies;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;
using static Marketplace.Ordering.Tests.Approvals.ApprovalScenario;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Policies;

/// <summary>PUT /ordering/approval-policies/{unitId}.</summary>
public sealed class FileApprovalPolicyTests(SharedOrderingFixture shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_approver_files_it_and_a_change_counts_from_tomorrow_with_the_etag(Engine engine)
    {
        var scenario = await OpenWithPolicyAsync(await shared.OnAsync(engine));
        var approver = scenario.Approver("another");
        object none = new { validFrom = Today.AddDays(1), rules = Array.Empty<ApprovalRule>() };
        using (var without = await approver.PutAsJsonAsync(scenario.PolicyPath, none, Ct))
        {
            Assert.Equal(HttpStatusCode.PreconditionRequired, without.StatusCode);
        }

        await RefusedAsync(
            http => http.PutIfMatchAsync(scenario.PolicyPath, new { validFrom = Today, rules = Array.Empty<ApprovalRule>() }, 1, Ct),
            approver, HttpStatusCode.BadRequest, "day_out_of_range", "validFrom");
        await RefusedAsync(
            http => http.PutIfMatchAsync(scenario.PolicyPath, none, 2, Ct), approver, HttpStatusCode.PreconditionFailed,
                "changed_meanwhile",
            "If-Match");

        using var changed = await approver.PutIfMatchAsync(scenario.PolicyPath, none, 1, Ct);

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        var view = await ReadAsync<PolicyView>(changed);
        Assert.Equal((2, 1), (view.Version, view.InForce));
        Assert.Equal(("another", 14, 2), (view.Versions[0].FiledBy, view.Versions[0].SplittingDays, view.Versions[1].Rules.Count));
        Assert.Equal(OrderState.AwaitingApproval, (await scenario.PlaceAndHoldAsync()).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Purchasers_and_strangers_file_none_and_what_comes_from_above_stays(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var body = Body(Rule("一律", null, scenario.ChiefPostId));
        foreach (var role in new[] { Roles.Purchaser, Roles.Supplier, Roles.Official, Roles.Auditor, Roles.Operator })
        {
            await RefusedAsync(
                http => http.PutAsJsonAsync(scenario.PolicyPath, body, Ct), scenario.Fixture.Service.Client(role, org: scenario.UnitId),
                HttpStatusCode.Forbidden, "role_not_allowed");
        }

        await RefusedAsync(
            http => http.PutAsJsonAsync(scenario.PolicyPath, body, Ct), scenario.Approver("x", Guid.CreateVersion7()),
            HttpStatusCode.NotFound, "unit_not_found");
        using var above = await scenario.Approver("bureau-office", scenario.BureauId).PutAsJsonAsync(scenario.PolicyPath, body, Ct);
        Assert.Equal(HttpStatusCode.Created, above.StatusCode);
        await RefusedAsync(
            http => http.PutIfMatchAsync(scenario.PolicyPath, body, 1, Ct), scenario.Approver("x"), HttpStatusCode.Forbidden,
            "filed_from_above");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_rule_is_told_what_is_wrong_with_it(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));
        var rule = Rule("规则", 1_00, scenario.ChiefPostId);
        foreach (var (wrong, code, field) in new (ApprovalRule[], string, string)[]
        {
            ([rule with { Name = " " }], "text_blank", "rules[0].name"),
            ([rule, rule], "repeated", "rules"),
            ([rule with { AmountFromFen = 0 }], "out_of_range", "rules[0].amountFromFen"),
            ([rule with { Steps = [] }], "count_out_of_range", "rules[0].steps"),
            ([rule with { Steps = [rule.Steps[0], rule.Steps[0]] }], "repeated", "rules[0].steps"),
            ([rule with { Steps = [new() { PostId = scenario.ChiefPostId, WithinHours = 0 }] }], "out_of_range",
                "rules[0].steps[0].withinHours"),
            ([rule with { Categories = [] }], "count_out_of_range", "rules[0].categories"),
            ([rule with { Steps = [new() { PostId = Guid.CreateVersion7() }] }], "unknown_post", "rules[0].steps[0].postId"),
        })
        {
            await RefusedAsync(
                http => http.PutAsJsonAsync(scenario.PolicyPath, Body(wrong), Ct), scenario.Approver("x"), HttpStatusCode.BadRequest,
                    code, field);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_who_file_at_once_one_has_to_look_again(Engine engine)
    {
        var scenario = await OpenAsync(await shared.OnAsync(engine));

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(number => scenario.Approver($"filer-{number}")
            .PutAsJsonAsync(scenario.PolicyPath, Body(Rule("一律", null, scenario.ChiefPostId)), Ct)));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionRequired));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    static object Body(params ApprovalRule[] rules) => new { validFrom = Today, rules };
}
