using System.Net;
using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Proposals;

/// <summary>POST /units/proposals/{proposalId}/refusal.</summary>
public sealed class DeclineProposalTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_a_side_declines_has_ended_with_its_reason(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.ProposePairingAsync(1960);
        var west = units.Official(UnitsScenario.Jinyang);

        using var response = await west.AnswerAsync(proposal, "refusal");

        var declined = await response.BodyAsync<ProposalView>(HttpStatusCode.OK);
        Assert.Equal(
            (ProposalState.Declined, "official-513430", "情况有变", SharedUnits.Now, null),
            (declined.State, declined.EndedBy, declined.Reason, declined.EndedAt, declined.Location));
        foreach (var answer in (string[])["confirmation", "refusal"])
        {
            await west.AnswerRefusedAsync(proposal, answer, 409, "proposal_ended");
        }

        await units.Official(UnitsScenario.Zhenhai).AnswerRefusedAsync(proposal, "withdrawal", 409, "proposal_ended");
        await units.Auditor.RefusesAsync(
            http => http.GetAsync($"/units/pairings/{proposal.ObjectId}", Ct), 404, "pairing_not_found");
        // What was declined may be proposed again.
        Assert.Equal(ProposalState.Proposed, (await units.ProposePairingAsync(1960)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Only_those_who_may_confirm_decline(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.Official(UnitsScenario.Ningbo, "City").ProposeAsync(
            "/units/pairings",
            UnitsScenario.PairingRequest(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "1962-01-01", "1963-01-01", tier: "City"));

        await units.Official(UnitsScenario.Yinzhou).AnswerRefusedAsync(proposal, "refusal", 404, "proposal_not_found");
        await units.Official(UnitsScenario.Jinyang).AnswerRefusedAsync(proposal, "refusal", 403, "tier_too_low");
        // The office that proposed it takes it back.
        await units.Official(UnitsScenario.Ningbo, "City").AnswerRefusedAsync(proposal, "refusal", 409, "own_proposal");
        await units.Auditor.AnswerRefusedAsync(proposal, "refusal", 403, "role_not_allowed");
        await units.Client(Roles.Operator).AnswerRefusedAsync(proposal, "refusal", 403, "role_not_allowed");
        await units.Official("513400", "City").RefusesAsync(
            http => http.PostOnceAsync($"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}/refusal", new { reason = " " }, ct: Ct),
            400, "text_blank", "reason");

        Assert.Equal(ProposalState.Proposed, (await units.Auditor.ProposalAsync(proposal)).State);
    }
}
