using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Agencies;

/// <summary>GET /catalog/agencies/{agencyId}.</summary>
public sealed class GetAgencyTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_authority_names_agent_principal_products_and_days(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (principalId, agentId) = (await catalog.SupplierAsync(), await catalog.AgentAsync());
        var sold = await catalog.ProductAsync(principalId);
        var agencyId = await catalog.GrantedAsync(agentId, principalId, sold);
        var buyer = catalog.As(Roles.Purchaser);
        var view = await buyer.GetNodeAsync($"{Agents.Path}/{agencyId}");
        Assert.Equal(("金阳商贸公司", "2027-12-31"), ((string?)view["agentName"], (string?)view["validUntil"]));
        Assert.Equal(sold, (Guid?)Assert.Single(view["productIds"]!.AsArray()));
        await buyer.RefusesAsync(
            c => c.GetAsync(new Uri($"{Agents.Path}/{Guid.CreateVersion7()}", UriKind.Relative), Ct), 404, "agency_not_found");
    }
}
