using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.PurchasingUnits.Tests.Proposals;

/// <summary>GET /units/proposals/{proposalId}.</summary>
public sealed class GetProposalTests(SharedUnits shared)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_sides_and_whoever_is_above_them_read_it_and_others_do_not(Engine engine)
    {
        var units = await shared.OnAsync(engine);
        var unit = (await units.RegisterUnitAsync()).UnitId;
        var proposal = await units.Official("150125")
            .ProposeAsync(UnitsScenario.DesignationsPath, UnitsScenario.DesignationRequest(Guid.CreateVersion7(), unit));

        foreach (var client in (HttpClient[])
            [units.Official("150125"), units.Official("150000", "Province"), units.Official(UnitsScenario.Zhenhai), units.Purchaser(unit),
            units.Approver(unit), units.Nation, units.Auditor, units.Operator])
        {
            var seen = await client.ProposalAsync(proposal);
            Assert.Equal((proposal.ProposalId, proposal.ObjectId), (seen.ProposalId, seen.ObjectId));
            Assert.Equal(unit, seen.Content.GetProperty("unitId").GetGuid());
            Assert.Equal(["county", "unit"], seen.Sides.Select(side => side.Name));
        }

        foreach (var client in (HttpClient[])
            [units.Official(UnitsScenario.Yinzhou), units.Official("150122"), units.Purchaser(Guid.CreateVersion7()),
            units.Client(Roles.Supplier)])
        {
            await client.RefusesAsync(
                http => http.GetAsync($"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}", Ct), 404, "proposal_not_found");
        }

        await units.Client(Roles.Carrier).RefusesAsync(
            http => http.GetAsync($"{UnitsScenario.ProposalsPath}/{proposal.ProposalId}", Ct), 403, "role_not_allowed");
    }
}
