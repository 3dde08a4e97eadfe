using System.Net;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.PurchasingUnits.Pairings;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Proposals;

/// <summary>POST /units/proposals/{proposalId}/confirmation: what binds two takes two.</summary>
public sealed class ConfirmProposalTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task One_side_alone_is_not_enough(Engine engine)
    {
        var units = await shared.OnAsync(engine);

        using var answer = await units.Official(UnitsScenario.Zhenhai).PostOnceAsync(
            "/units/pairings",
            UnitsScenario.PairingRequest(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "1980-01-01", "1981-01-01"), ct: Ct);

        var proposal = await answer.BodyAsync<ProposalView>(HttpStatusCode.Accepted);
        Assert.Equal($"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}", answer.Headers.Location!.ToString());
        Assert.Equal(
            (ProposalState.Proposed, "RegisterPairing", "official-330211", "330211", SharedUnits.Now, SharedUnits.Now + Proposal.Term),
            (proposal.State, proposal.Operation, proposal.ProposedBy, proposal.ProposedFor, proposal.ProposedAt, proposal.ExpiresAt));
        Assert.Equal([("east", "official-330211"), ("west", null)], proposal.Sides.Select(side => (side.Name, side.ConfirmedBy)));
        await units.Auditor.RefusesAsync(
            http => http.GetAsync($"/units/pairings/{proposal.ObjectId}", Ct), 404, "pairing_not_found");
        Assert.DoesNotContain(units.Published<PairingPublished>(), message => message.PairingId.ToString() == proposal.ObjectId);

        var confirmed = await units.Official(UnitsScenario.Jinyang).ConfirmAsync(proposal, "金阳协〔2026〕1号");

        Assert.Equal(
            (ProposalState.Confirmed, $"/units/pairings/{proposal.ObjectId}", "official-513430", SharedUnits.Now),
            (confirmed.State, confirmed.Location, confirmed.EndedBy, confirmed.EndedAt));
        Assert.Equal(
            [("east", "official-330211", "甬协作办〔2026〕3号"), ("west", "official-513430", "金阳协〔2026〕1号")],
            confirmed.Sides.Select(side => (side.Name, side.ConfirmedBy, side.Document)));
        var pairing = await units.Auditor.GetBodyAsync<PairingView>(confirmed.Location!);
        Assert.Equal((1, "镇海区", "金阳县"), (pairing.Version, pairing.East.Name, pairing.West.Name));
        await units.PublishedAsync<PairingPublished>(message => message.PairingId == pairing.PairingId);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Neither_the_proposer_nor_its_colleagues_confirm_for_the_other_side(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.ProposePairingAsync(1982);

        await units.Official(UnitsScenario.Zhenhai).AnswerRefusedAsync(proposal, "confirmation", 409, "own_proposal");
        await units.Official(UnitsScenario.Ningbo, "City").AnswerRefusedAsync(proposal, "confirmation", 409, "side_confirmed");
        // The same person with the other side's token is still the same person.
        await units.Client(Roles.Official, region: UnitsScenario.Jinyang, subject: proposal.ProposedBy)
            .AnswerRefusedAsync(proposal, "confirmation", 409, "own_proposal");

        Assert.Equal(ProposalState.Proposed, (await units.Auditor.ProposalAsync(proposal)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_stranger_learns_nothing_and_who_only_reads_decides_nothing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.ProposePairingAsync(1984);

        foreach (var client in (HttpClient[])
            [units.Official(UnitsScenario.Yinzhou), units.Official("513401"), units.Purchaser(Guid.CreateVersion7()),
            units.Approver(Guid.CreateVersion7()), units.Client(Roles.Supplier)])
        {
            await client.AnswerRefusedAsync(proposal, "confirmation", 404, "proposal_not_found");
        }

        foreach (var role in (string[])[Roles.Auditor, Roles.Operator, Roles.Carrier])
        {
            await units.Client(role).AnswerRefusedAsync(proposal, "confirmation", 403, "role_not_allowed");
        }

        Assert.Equal(ProposalState.Proposed, (await units.Auditor.ProposalAsync(proposal)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_lower_tier_than_that_of_the_matter_is_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.Official(UnitsScenario.Ningbo, "City").ProposeAsync(
            "/units/pairings",
            UnitsScenario.PairingRequest(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "1986-01-01", "1987-01-01", tier: "City"));

        await units.Official(UnitsScenario.Jinyang).AnswerRefusedAsync(proposal, "confirmation", 403, "tier_too_low");
        var confirmed = await units.Official("513400", "City").ConfirmAsync(proposal);

        Assert.Equal(ProposalState.Confirmed, confirmed.State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_above_both_sides_confirms_what_is_missing(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.ProposePairingAsync(1988);

        var confirmed = await units.Nation.ConfirmAsync(proposal, "国协〔2026〕1号");

        Assert.Equal(
            [("east", "official-330211"), ("west", "test-official")], confirmed.Sides.Select(side => (side.Name, side.ConfirmedBy)));
        Assert.Equal(ProposalState.Confirmed, confirmed.State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_confirmation_sent_twice_takes_effect_once(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.ProposePairingAsync(1990);
        var key = proposal.ProposalId.ToString();

        using var first = await units.Official(UnitsScenario.Jinyang).AnswerAsync(proposal, "confirmation", key);
        using var again = await units.Official(UnitsScenario.Jinyang).AnswerAsync(proposal, "confirmation", key);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal(await first.Content.ReadAsStringAsync(Ct), await again.Content.ReadAsStringAsync(Ct));
        await units.Official(UnitsScenario.Jinyang).AnswerRefusedAsync(proposal, "confirmation", 409, "proposal_ended");
        Assert.Equal(1, (await units.Auditor.GetBodyAsync<PairingView>($"/units/pairings/{proposal.ObjectId}")).Version);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Of_confirmations_at_once_one_takes_effect(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.ProposePairingAsync(1992);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(
            number => units.Client(Roles.Official, region: UnitsScenario.Jinyang, subject: $"official-{number}")
                .AnswerAsync(proposal, "confirmation")));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(1, (await units.Auditor.GetBodyAsync<PairingView>($"/units/pairings/{proposal.ObjectId}")).Version);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_has_expired_is_not_confirmed_and_may_be_proposed_again(Engine engine)
    {
        var clock = new FixedClock(SharedUnits.Now);
        await using var units = await SharedUnits.StartOwnAsync(engine, clock, Ct);
        var proposal = await units.ProposePairingAsync(1980);
        clock.Advance(Proposal.Term);

        await units.Official(UnitsScenario.Jinyang).AnswerRefusedAsync(proposal, "confirmation", 409, "proposal_ended");
        await units.Official(UnitsScenario.Jinyang).AnswerRefusedAsync(proposal, "refusal", 409, "proposal_ended");
        await units.Official(UnitsScenario.Zhenhai).AnswerRefusedAsync(proposal, "withdrawal", 409, "proposal_ended");

        Assert.Equal(ProposalState.Expired, (await units.Auditor.ProposalAsync(proposal)).State);
        var anew = await units.ProposePairingAsync(1980);
        clock.Advance(Proposal.Term - TimeSpan.FromMilliseconds(1));
        Assert.Equal(ProposalState.Confirmed, (await units.Official(UnitsScenario.Jinyang).ConfirmAsync(anew)).State);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task A_revision_of_what_has_changed_since_is_refused_and_stays_open(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var pairing = await units.RegisterPairingAsync(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "1994-01-01", "1995-01-01");
        var path = $"/units/pairings/{pairing.PairingId}";
        var proposal = await units.Official(UnitsScenario.Zhenhai).ProposeRevisionAsync(path, new { validTo = "1994-07-01" }, 1);
        using (var response = await units.Nation.PutIfMatchAsync(
            path, new { validTo = "1994-10-01", sourceDocument = "国协〔2026〕2号" }, 1, Ct))
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        await units.Official(UnitsScenario.Jinyang).AnswerRefusedAsync(proposal, "confirmation", 409, "object_changed");

        var open = await units.Auditor.ProposalAsync(proposal);
        Assert.Equal((ProposalState.Proposed, null), (open.State, open.Sides.Single(side => side.Name == "west").ConfirmedBy));
        Assert.Equal((2, new DateOnly(1994, 10, 1)), await VersionAndEndAsync());
        using (var declined = await units.Official(UnitsScenario.Jinyang).AnswerAsync(proposal, "refusal"))
        {
            Assert.Equal(HttpStatusCode.OK, declined.StatusCode);
        }

        var anew = await units.Official(UnitsScenario.Zhenhai).ProposeRevisionAsync(path, new { validTo = "1994-07-01" }, 2);
        await units.Official(UnitsScenario.Jinyang).ConfirmAsync(anew);
        Assert.Equal((3, new DateOnly(1994, 7, 1)), await VersionAndEndAsync());

        async Task<(long Version, DateOnly? ValidTo)> VersionAndEndAsync()
        {
            var view = await units.Auditor.GetBodyAsync<PairingView>(path);
            return (view.Version, view.ValidTo);
        }
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Unknown_proposals_and_documents_without_end_are_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var proposal = await units.ProposePairingAsync(1996);
        var west = units.Official(UnitsScenario.Jinyang);

        await west.AnswerRefusedAsync(proposal with { ProposalId = Guid.CreateVersion7() }, "confirmation", 404, "proposal_not_found");
        await west.RefusesAsync(
            http => http.PostOnceAsync(
                $"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}/confirmation", new { document = new string('文', 501) }, ct: Ct),
            400, "text_too_long", "document");
    }
}
