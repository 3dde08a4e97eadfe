using Marketplace.Contracts;
using Marketplace.Platform.Proposals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Proposals;

/// <summary>GET /units/proposals: also the work to do of whoever must answer.</summary>
public sealed class ListProposalsTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_waits_for_the_caller_s_own_side_is_its_work(Engine engine)
    {
        var clock = new FixedClock(SharedUnits.Now);
        await using var units = await SharedUnits.StartOwnAsync(engine, clock, Ct);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var expired = await units.ProposePairingAsync(1970);
        clock.Advance(Proposal.Term);
        var county = await units.ProposePairingAsync(1971);
        var city = await units.Official(UnitsScenario.Ningbo, "City").ProposeAsync(
            "/units/pairings",
            UnitsScenario.PairingRequest(UnitsScenario.Zhenhai, UnitsScenario.Jinyang, "1972-01-01", "1973-01-01", tier: "City"));
        var declined = await units.ProposePairingAsync(1973);
        using (await units.Official(UnitsScenario.Jinyang).AnswerAsync(declined, "refusal"))
        {
        }

        var designation = await units.Official("150125")
            .ProposeAsync(UnitsScenario.DesignationsPath, UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit));
        var flag = await units.Purchaser(unit).ProposeRevisionAsync(
            UnitsScenario.UnitPath(unit), new { name = "镇海中学", isPairingDesignated = true }, 1);

        // What the caller's side has proposed, or is of a tier above the caller's, waits for others.
        await MineAsync(units.Official(UnitsScenario.Jinyang), county);
        await MineAsync(units.Official("513400", "City"), county, city);
        await MineAsync(units.Official("510000", "Province"), county, city);
        await MineAsync(units.Official(UnitsScenario.Zhenhai), designation, flag);
        await MineAsync(units.Official(UnitsScenario.Ningbo, "City"), designation, flag);
        await MineAsync(units.Purchaser(unit), designation);
        await MineAsync(units.Official("150125"));
        await MineAsync(units.Official(UnitsScenario.Yinzhou));
        await MineAsync(units.Nation, county, city, designation, flag);
        await MineAsync(units.Auditor);
        await MineAsync(units.Operator);
        await MineAsync(units.Client(Roles.Supplier));

        await ListedAsync(units.Official(UnitsScenario.Jinyang), "", declined, city, county, expired);
        await ListedAsync(units.Official(UnitsScenario.Jinyang), "state=Proposed", city, county);
        await ListedAsync(units.Official(UnitsScenario.Jinyang), "state=Expired", expired);
        await ListedAsync(units.Official(UnitsScenario.Jinyang), "state=Declined", declined);
        await ListedAsync(units.Official(UnitsScenario.Jinyang), "state=Confirmed");
        await ListedAsync(units.Purchaser(unit), "", flag, designation);
        await ListedAsync(units.Purchaser(Guid.CreateVersion7()), "");

        static Task MineAsync(HttpClient client, params ProposalView[] expected) =>
            ListedAsync(client, "mine=true", expected);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Proposals_come_page_by_page_the_newest_first(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        List<Guid> made = [];
        for (var year = 1950; year < 1955; year++)
        {
            made.Add((await units.Official("330225").ProposeAsync(
                "/units/pairings", UnitsScenario.PairingRequest("330225", "513426", $"{year}-01-01", $"{year + 1}-01-01"))).ProposalId);
        }

        var client = units.Official("330225");
        List<Guid> seen = [];
        string? after = null;
        do
        {
            var page = await client.GetBodyAsync<Page<ProposalView>>($"{UnitsScenario.ProposalsPath}?size=2&after={after}");
            seen.AddRange(page.Items.Select(proposal => proposal.ProposalId));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(made.OrderDescending(), seen);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nonsense_and_other_roles_are_refused(Engine engine)
    {
        var units = await shared.OnAsync(engine);

        await units.Nation.RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.ProposalsPath}?state=Lost", Ct), 400, "parameter_invalid", "state");
        await units.Nation.RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.ProposalsPath}?after=WyJhIl0", Ct), 400, "cursor_invalid", "after");
        await units.Client(Roles.Carrier).RefusesAsync(http => http.GetAsync(UnitsScenario.ProposalsPath, Ct), 403, "role_not_allowed");
    }

    static async Task ListedAsync(HttpClient client, string query, params ProposalView[] expected) => Assert.Equal(
        // Of those of one millisecond nobody says which is the newer one.
        expected.OrderByDescending(proposal => proposal.ProposalId).Select(proposal => (proposal.ProposalId, proposal.Operation)),
        (await client.GetBodyAsync<Page<ProposalView>>($"{UnitsScenario.ProposalsPath}?size=200&{query}")).Items
            .Select(proposal => (proposal.ProposalId, proposal.Operation)));
}
