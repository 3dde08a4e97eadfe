using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Proposals;

/// <summary>POST /units/proposals/{proposalId}/withdrawal.</summary>
public sealed class WithdrawProposalTests(SharedUnits shared)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_side_that_proposed_takes_it_back_and_nobody_else_does(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.ProposePairingAsync(1964);

        foreach (var client in (HttpClient[])
            [units.Official(UnitsScenario.Jinyang), units.Official(UnitsScenario.Ningbo, "City"), units.Nation])
        {
            await client.AnswerRefusedAsync(proposal, "withdrawal", 403, "not_the_proposer");
        }

        await units.Official(UnitsScenario.Yinzhou).AnswerRefusedAsync(proposal, "withdrawal", 404, "proposal_not_found");
        using var response = await units.Client(Roles.Official, region: UnitsScenario.Zhenhai, subject: "a colleague")
            .AnswerAsync(proposal, "withdrawal");

        var withdrawn = await response.BodyAsync<ProposalView>(HttpStatusCode.OK);
        Assert.Equal((ProposalState.Withdrawn, "a colleague", "情况有变"), (withdrawn.State, withdrawn.EndedBy, withdrawn.Reason));
        await units.Official(UnitsScenario.Jinyang).AnswerRefusedAsync(proposal, "confirmation", 409, "proposal_ended");
        Assert.Equal(ProposalState.Proposed, (await units.ProposePairingAsync(1964)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_unit_takes_back_what_it_applied_for_and_not_what_its_county_proposed(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var stranger = (await units.RegisterUnitAsync(region: "310107")).UnitId;
        var path = UnitsScenario.UnitPath(unit);
        var body = new { name = "镇海中学", parentId = stranger, isPairingDesignated = false };
        var countys = await units.Official(UnitsScenario.Zhenhai).ProposeRevisionAsync(path, body, 1);

        // A region in the token of a purchaser says nothing.
        await units.Client(Roles.Purchaser, org: unit, region: UnitsScenario.Zhenhai)
            .AnswerRefusedAsync(countys, "withdrawal", 403, "not_the_proposer");
        using (var response = await units.Official(UnitsScenario.Zhenhai).AnswerAsync(countys, "withdrawal"))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        var own = await units.Purchaser(unit).ProposeRevisionAsync(path, body, 1);
        await units.Official(UnitsScenario.Zhenhai).AnswerRefusedAsync(own, "withdrawal", 403, "not_the_proposer");
        using var taken = await units.Purchaser(unit).AnswerAsync(own, "withdrawal");
        Assert.Equal(ProposalState.Withdrawn, (await taken.BodyAsync<ProposalView>(HttpStatusCode.OK)).State);
    }
}
