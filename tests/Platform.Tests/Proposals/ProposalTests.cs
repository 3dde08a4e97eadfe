using System.Security.Claims;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Xunit;

namespace Marketplace.Platform.Tests.Proposals;

/// <summary>What several sides confirm; the endpoints are tested where services use them.</summary>
public sealed class ProposalTests
{
    static readonly DateTimeOffset Now = new(2026, 11, 26, 0, 0, 0, TimeSpan.Zero);

    static readonly Side East = new("east", "/330000/330200/330211/");
    static readonly Side West = new("west", "/510000/513400/513430/");
    static readonly Side Carrier = new("carrier", "/650000/", Guid.Parse("0198c0de-0000-7000-8000-0000000000aa"));

    static readonly Caller Proposer = new() { Subject = "proposer", Role = "official", Region = "330211", Tier = OfficialTier.County };

    [Fact]
    public void It_starts_with_the_proposer_s_own_side_confirmed()
    {
        var proposal = Propose(East, West);

        Assert.Equal(
            (ProposalState.Proposed, "proposer", "330211", Now + Proposal.Term),
            (proposal.StateAt(Now), proposal.ProposedBy, proposal.ProposedFor, proposal.ExpiresAt));
        Assert.Equal(
            [("east", "proposer", "甲"), ("west", null, null)],
            proposal.Sides.Select(side => (side.Name, side.ConfirmedBy, side.Document)));
        Assert.Equal([East, West], proposal.ToMatter().Sides);
    }

    [Fact]
    public void All_sides_have_to_confirm()
    {
        var proposal = Propose(East, West, Carrier);

        Assert.False(proposal.Confirm([West], "west", "乙", Now));
        Assert.Equal("side_confirmed", Refused(() => proposal.Confirm([West], "another of the west", null, Now)));
        Assert.True(proposal.Confirm([East, Carrier], "carrier", null, Now));
        Assert.Equal(["proposer", "west", "carrier"], proposal.Sides.Select(side => side.ConfirmedBy));
    }

    [Fact]
    public void Who_proposed_it_confirms_it_for_nobody_else()
    {
        var proposal = Propose(East, West);
        Assert.Equal("own_proposal", Refused(() => proposal.Confirm([West], "proposer", null, Now)));
        Assert.Equal("own_proposal", Refused(() => proposal.Confirm([East, West], "proposer", null, Now)));
    }

    [Fact]
    public void What_has_ended_is_not_answered_again()
    {
        Action<Proposal>[] endings =
        [
            proposal => proposal.Complete("west", "/somewhere", Now),
            proposal => proposal.Decline("west", "不同意", Now),
            proposal => proposal.Withdraw("proposer", "情况有变", Now),
        ];
        foreach (var end in endings)
        {
            var proposal = Propose(East, West);
            end(proposal);
            Assert.NotEqual(ProposalState.Proposed, proposal.StateAt(Now));
            Assert.Equal(Now, proposal.EndedAt);
            Assert.Equal("proposal_ended", Refused(() => proposal.Confirm([West], "west", null, Now)));
            Assert.Equal("proposal_ended", Refused(() => proposal.Decline("west", "不同意", Now)));
            Assert.Equal("proposal_ended", Refused(() => proposal.Withdraw("proposer", "情况有变", Now)));
        }
    }

    [Fact]
    public void It_expires_on_the_instant()
    {
        var proposal = Propose(East, West);
        var end = Now + Proposal.Term;
        Assert.Equal(ProposalState.Proposed, proposal.StateAt(end - TimeSpan.FromMilliseconds(1)));
        Assert.Equal(ProposalState.Expired, proposal.StateAt(end));
        Assert.Equal("proposal_ended", Refused(() => proposal.Confirm([West], "west", null, end)));
        Assert.True(proposal.Confirm([West], "west", null, end - TimeSpan.FromMilliseconds(1)));
    }

    [Theory]
    [InlineData("official", "City", "330200", "330200")]
    [InlineData("official", "Nation", null, null)]
    [InlineData("purchaser", null, "330200", "0198c0de-0000-7000-8000-0000000000aa")]
    public void It_is_proposed_for_the_office_that_the_token_is_for(string role, string? tier, string? region, string? office)
    {
        // The token says more than its duty needs.
        List<Claim> claims = [new("sub", "x"), new("role", role), new("org", $"{Carrier.Organisation}")];
        if (tier is not null)
        {
            claims.Add(new Claim("tier", tier));
        }

        if (region is not null)
        {
            claims.Add(new Claim("region", region));
        }

        var caller = Caller.From(new ClaimsPrincipal(new ClaimsIdentity(claims, "test")));

        Assert.Equal(office, Proposal.Of("Pair", "1", "{}", null, new([East, West]), [East], caller, Now).ProposedFor);
    }

    static Proposal Propose(params Side[] sides) => Proposal.Of("Pair", "1", "{}", "甲", new(sides), [East], Proposer, Now);

    static string Refused(Action answer) => Assert.Throws<RuleBrokenException>(answer).Code;
}
