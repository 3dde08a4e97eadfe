using System.Net;
using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Disputes;

/// <summary>POST /logistics/disputes/{disputeId}/ruling (CR-01).</summary>
public sealed class RuleOnDisputeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task When_all_is_disputed_the_last_ruling_closes_the_shipment(Engine engine)
    {
        var scenario = await LogisticsScenario.PlannedAsync(await services.OnAsync(engine), ("100", "38.60"), ("10", "1.00"));
        await scenario.DispatchAsync("100", "0");
        await scenario.DeliverAsync();
        var first = await scenario.DisputeAsync("60");
        var second = await scenario.DisputeAsync("40");

        Assert.Null((await scenario.ViewAsync()).AcceptDueAt);
        await Refused.AsAsync(
            HttpStatusCode.Conflict,
            "all_disputed",
            null,
            scenario.Purchaser,
            client => scenario.PostAcceptanceAsync(scenario.Accept(("0", "0", "0", null), ("0", "0", "0", null)), client));
        await scenario.RuleAsync(first.DisputeId, "0", "60");
        Assert.Equal(ShipmentState.Delivered, (await scenario.ViewAsync()).State);
        await scenario.RuleAsync(second.DisputeId, "40", "0");

        Assert.Equal((ShipmentState.Accepted, 1_544_00L), ((await scenario.ViewAsync()).State, (await scenario.ViewAsync()).AcceptedFen));
        var told = await scenario.AcceptedAsync(2);
        Assert.Equal([true, null], told.Select(message => message.IsPartial));
        // The line of which nothing was sent is closed too, so that what was reserved for it is free again.
        Assert.Equal([1, 2], told[1].Lines.Select(line => line.LineNumber));
        Assert.Equal(3_860_00L + 10_00L, told.SelectMany(message => message.Lines).Sum(line => line.OrderedFen));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Bad_rulings_are_refused(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);
        var dispute = await scenario.DisputeAsync("8");
        var official = scenario.Nation;
        foreach (var (accepted, rejected) in ((string, string)[])[("5", "2"), ("9", "-1"), ("-1", "9")])
        {
            await Refused.AsAsync(
                HttpStatusCode.BadRequest,
                "quantities_do_not_add_up",
                "accepted",
                official,
                client => scenario.PostRulingAsync(dispute.DisputeId, accepted, rejected, client));
        }

        await scenario.RuleAsync(dispute.DisputeId, "5", "3");
        await Refused.AsAsync(HttpStatusCode.Conflict, "already_ruled", null, official, client => scenario.PostRulingAsync(
            dispute.DisputeId, "8", "0", client));
        await scenario.AcceptAsync(("92", "0", "0", null));
        Assert.Equal([true, null], (await scenario.AcceptedAsync(2)).Select(message => message.IsPartial));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_those_whom_it_concerns_rule(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);
        var dispute = await scenario.DisputeAsync("8");
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "role_not_allowed", null, logistics.Client(Roles.Operator),
            client => scenario.PostRulingAsync(dispute.DisputeId, "8", "0", client));
        await Refused.AsAsync(
            HttpStatusCode.NotFound,
            "dispute_not_found",
            null,
            logistics.Client(Roles.Official, region: "330212", tier: "County"),
            client => scenario.PostRulingAsync(dispute.DisputeId, "8", "0", client));
        await scenario.RuleAsync(dispute.DisputeId, "8", "0");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Who_carries_for_the_supplier_does_not_agree_for_it(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);
        var dispute = await scenario.DisputeAsync("8");
        var proposal = await LogisticsScenario.ReadAsync<ProposalView>(
            HttpStatusCode.Accepted, await scenario.PostRulingAsync(dispute.DisputeId, "8", "0", scenario.Purchaser));

        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, logistics.Client(Roles.Carrier, org: scenario.Part.SupplierId),
            ConfirmAsync);
        Assert.Equal(HttpStatusCode.OK, (await ConfirmAsync(scenario.Supplier)).StatusCode);

        Task<HttpResponseMessage> ConfirmAsync(HttpClient client) =>
            client.PostOnceAsync($"/logistics/proposals/{proposal.ProposalId}/confirmation", new { }, ct: Ct);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_official_of_the_origin_never_rules_alone(Engine engine)
    {
        var logistics = await services.OnAsync(engine);
        var scenario = await LogisticsScenario.DeliveredAsync(logistics);
        var dispute = await scenario.DisputeAsync("8");
        var origin = logistics.Client(Roles.Official, region: "513430", tier: "County", subject: "origin");

        using var ruled = await scenario.PostRulingAsync(dispute.DisputeId, "8", "0", origin);
        var proposed = JsonElement.Parse(await ruled.Content.ReadAsStringAsync(Ct));
        Assert.Equal("Proposed", proposed.GetProperty("state").GetString());
        var path = $"/logistics/proposals/{proposed.GetProperty("proposalId").GetString()}/confirmation";
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "own_proposal", null, origin, client => client.PostOnceAsync(path, new { }, ct: Ct));
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "side_confirmed", null, scenario.Supplier, client => client.PostOnceAsync(path, new { }, ct: Ct));
        Assert.Empty((await scenario.ViewAsync()).Acceptances);

        // The buyer itself agrees.
        Assert.Equal(HttpStatusCode.OK, (await scenario.Purchaser.PostOnceAsync(path, new { }, ct: Ct)).StatusCode);
        Assert.Equal(8m, Assert.Single((await scenario.AcceptedAsync(1))[0].Lines).Accepted.Units);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_two_rulings_at_once_one_counts(Engine engine)
    {
        var scenario = await LogisticsScenario.DeliveredAsync(await services.OnAsync(engine));
        var dispute = await scenario.DisputeAsync("8");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(i => scenario.PostRulingAsync(dispute.DisputeId, $"{i}", $"{8 - i}")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        await scenario.AcceptedAsync(1);
    }
}
