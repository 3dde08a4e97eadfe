using Marketplace.Catalog.Tests.Suppliers;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Agencies;

/// <summary>POST /catalog/agencies/{agencyId}/withdrawal (CR-05g).</summary>
public sealed class WithdrawAgencyTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_principal_withdraws_it_and_the_agents_listing_leaves_the_shelf(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (principalId, agentId) = (await catalog.SupplierAsync(), await catalog.AgentAsync());
        var sold = await catalog.ProductAsync(principalId);
        var agencyId = await catalog.GrantedAsync(agentId, principalId);
        var productId = await catalog.AgentProductAsync(agentId, sold);
        var (principal, agent) = (catalog.As(Roles.Supplier, principalId), catalog.As(Roles.Supplier, agentId));
        await agent.RefusesAsync(c => c.WithdrawAsync(agencyId), 403, "not_your_region");
        await catalog.County(Places.Wuchuan).RefusesAsync(c => c.WithdrawAsync(agencyId), 403, "not_your_region");
        await principal.RefusesAsync(c => c.WithdrawAsync(agencyId, "2026-11-20"), 400, "day_past", "from");
        await principal.RefusesAsync(c => c.WithdrawAsync(Guid.CreateVersion7()), 404, "agency_not_found");

        await principal.WithdrawAsync(agencyId).DoneAsync();

        var told = (await catalog.ToldAsync<AgencyPublished>(2, news => news.AgencyId == agencyId, agencyId)).MaxBy(news => news.Version)!;
        Assert.Equal(new DateOnly(2026, 11, 21), told.WithdrawnFrom);
        var listing = (await catalog.ToldAsync<ListingPublished>(2, news => news.ProductId == productId, productId))
            .MaxBy(news => news.Version)!;
        Assert.False(listing.IsOnOffer);
        await principal.RefusesAsync(c => c.WithdrawAsync(agencyId), 409, "agency_over");
        await agent.RefusesAsync(
            c => c.PutIfMatchAsync($"/catalog/products/{productId}", Agents.Revision(), 2, Ct), 409, "no_authority", "principalProductId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Withdrawn_from_a_later_day_it_holds_until_then_and_the_listing_says_so(Engine engine)
    {
        await using var catalog = await CatalogUnderTest.StartAsync(engine);
        var (principalId, agentId) = (await catalog.SupplierAsync(), await catalog.AgentAsync());
        var sold = await catalog.ProductAsync(principalId);
        var agencyId = await catalog.GrantedAsync(agentId, principalId);
        var productId = await catalog.AgentProductAsync(agentId, sold);
        await catalog.County().WithdrawAsync(agencyId, "2026-11-25").DoneAsync();
        var view = await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}");
        Assert.Equal(("2026-11-24", true), ((string?)view["agency"]!["validUntil"], (bool?)view["isOnOffer"]));
        await catalog.BatchAsync(agentId, productId, 10);
        catalog.Clock.Advance(TimeSpan.FromDays(4));
        await catalog.As(Roles.Supplier, agentId).RefusesAsync(
            c => c.PostOnceAsync($"/catalog/products/{productId}/batches", Samples.Batch(Guid.CreateVersion7()), ct: Ct),
            409, "no_authority");

        // Another authority brings it back.
        await catalog.GrantedAsync(agentId, principalId);
        await catalog.BatchAsync(agentId, productId, 10);
    }
}
