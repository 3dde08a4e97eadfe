using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Catalog.Tests.NegativeList;
using Marketplace.Catalog.Tests.Recognitions;
using Marketplace.Catalog.Tests.Suppliers;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Agencies;

/// <summary>POST /catalog/agencies, and what agents list by it (CR-05g).</summary>
public sealed class GrantAgencyTests(Catalogs catalogs)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task The_principal_grants_its_county_confirms_and_the_agent_lists(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (principalId, agentId, agencyId) = (await catalog.SupplierAsync(), await catalog.AgentAsync(), Guid.CreateVersion7());
        var sold = await catalog.ProductAsync(principalId);
        var (agent, request) = (catalog.As(Roles.Supplier, agentId), Agents.Grant(agencyId, agentId, principalId));
        await agent.RefusesAsync(c => c.PostOnceAsync(Agents.Path, request, ct: Ct), 403, "not_your_organisation");
        using var granted = await catalog.As(Roles.Supplier, principalId).PostOnceAsync(Agents.Path, request, ct: Ct);
        Assert.Equal(HttpStatusCode.Accepted, granted.StatusCode);
        await agent.RefusesAsync(
            c => c.PostOnceAsync("/catalog/products", Agents.Product(Guid.CreateVersion7(), agentId, sold), ct: Ct),
            409, "no_authority", "principalProductId");

        await catalog.County().PostOnceAsync($"{granted.Headers.Location}/confirmation", new { }, ct: Ct).DoneAsync();

        // It does not reach back to the day that the letter names.
        var told = Assert.Single(await catalog.ToldAsync<AgencyPublished>(1, news => news.AgencyId == agencyId, agencyId));
        Assert.Equal((agentId, principalId, new DateOnly(2026, 11, 21)), (told.AgentId, told.PrincipalId, told.ValidFrom));
        var productId = await catalog.AgentProductAsync(agentId, sold);
        var listing = Assert.Single(await catalog.ToldAsync<ListingPublished>(1, news => news.ProductId == productId, productId));
        Assert.Equal(
            (principalId, sold, new DateOnly(2027, 12, 31)),
            (listing.Agency!.PrincipalId, listing.Agency.ProductId, listing.Agency.ValidUntil));
        var view = await catalog.As(Roles.Purchaser).GetNodeAsync($"/catalog/products/{productId}");
        Assert.Equal("金阳县青花椒专业合作社", (string?)view["agency"]!["principalName"]);
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_an_agent_sells_has_the_recognition_of_its_principal(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (principalId, agentId, number) = (await catalog.SupplierAsync(), await catalog.AgentAsync(), Register.NewNumber());
        var sold = await catalog.ClaimingProductAsync(principalId, number);
        await catalog.GrantedAsync(agentId, principalId);
        var productId = await catalog.AgentProductAsync(agentId, sold);
        Assert.Equal((false, null, "2027-04-30"), await catalog.SaidAsync(productId));

        var recordId = await catalog.IssuedAsync(Register.Issue(number, principalId, sold));

        Assert.Equal((true, recordId, "2028-12-31"), await catalog.SaidAsync(productId));
        var body = Agents.Revision();
        body["recognition"] = Register.Claim("另一编号");
        var agent = catalog.As(Roles.Supplier, agentId);
        await agent.RefusesAsync(
            c => c.PutIfMatchAsync($"/catalog/products/{productId}", body, 2, Ct), 400, "agent_claims_nothing", "recognition");
        await agent.PutIfMatchAsync($"/catalog/products/{productId}", Agents.Revision(), 2, Ct).DoneAsync();
        Assert.Equal((true, recordId, "2028-12-31"), await catalog.SaidAsync(productId));

        // The principal claims another number, and so does what its agent sells.
        var another = Samples.Revision();
        another["recognition"] = Register.Claim(Register.NewNumber());
        await catalog.As(Roles.Supplier, principalId).PutIfMatchAsync($"/catalog/products/{sold}", another, 2, Ct).DoneAsync();
        Assert.Equal((false, null, "2027-04-30"), await catalog.SaidAsync(productId));
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task An_agent_lists_nothing_of_its_own_and_nobody_else_sells_for_another(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (principalId, agentId) = (await catalog.SupplierAsync(), await catalog.AgentAsync());
        var (sold, other) = (await catalog.ProductAsync(principalId), await catalog.ProductAsync(principalId, "金阳土豆"));
        await catalog.GrantedAsync(agentId, principalId, sold);
        var agent = catalog.As(Roles.Supplier, agentId);
        Task<HttpResponseMessage> List(HttpClient client, JsonObject body) => client.PostOnceAsync("/catalog/products", body, ct: Ct);
        await agent.RefusesAsync(
            c => List(c, Samples.Product(Guid.CreateVersion7(), agentId)), 400, "principal_product", "principalProductId");
        await agent.RefusesAsync(
            c => List(c, Agents.Product(Guid.CreateVersion7(), agentId, other)), 409, "no_authority", "principalProductId");
        await agent.RefusesAsync(
            c => List(c, Agents.Product(Guid.CreateVersion7(), agentId, Guid.CreateVersion7())),
            400, "unknown_product", "principalProductId");
        var elsewhere = Agents.Product(Guid.CreateVersion7(), agentId, sold);
        elsewhere["originCountyId"] = Places.Yanyuan;
        await agent.RefusesAsync(c => List(c, elsewhere), 400, "differs_from_principal", "originCountyId");
        var cooperative = await catalog.SupplierAsync();
        await catalog.As(Roles.Supplier, cooperative).RefusesAsync(
            c => List(c, Agents.Product(Guid.CreateVersion7(), cooperative, sold)), 400, "principal_product", "principalProductId");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Sanctions_and_the_negative_list_reach_what_agents_sell_of_a_principal(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (principalId, agentId) = (await catalog.SupplierAsync(), await catalog.AgentAsync());
        var sold = await catalog.ProductAsync(principalId);
        await catalog.GrantedAsync(agentId, principalId);
        var productId = await catalog.AgentProductAsync(agentId, sold);
        var listingId = await catalog.County().ListedAsync("Product", sold);
        Assert.Empty(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={agentId}"));
        await catalog.As(Roles.Supplier, agentId).RefusesAsync(
            c => c.PostOnceAsync($"/catalog/products/{productId}/batches", Samples.Batch(Guid.CreateVersion7()), ct: Ct),
            409, "on_negative_list");
        await catalog.County().UnlistAsync(listingId).DoneAsync();
        Assert.Single(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={agentId}"));
        await catalog.County().SanctionAsync(principalId).DoneAsync();
        Assert.Empty(await catalog.As(Roles.Purchaser).GetAllAsync($"/catalog/products?supplierId={agentId}"));
        await catalog.As(Roles.Supplier, agentId).RefusesAsync(
            c => c.PutIfMatchAsync($"/catalog/products/{productId}", Agents.Revision(), 2, Ct), 409, "supplier_suspended");
    }

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task What_is_no_authority_is_refused_with_the_field(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (principalId, agentId) = (await catalog.SupplierAsync(), await catalog.AgentAsync());
        (string Field, JsonNode? Value, string Code)[] faults =
        [
            ("agentId", principalId.ToString(), "not_an_agent"),
            ("agentId", Guid.CreateVersion7().ToString(), "not_an_agent"),
            ("principalId", Guid.CreateVersion7().ToString(), "unknown_supplier"),
            ("principalId", agentId.ToString(), "principal_is_agent"),
            ("productIds", new JsonArray(), "count_out_of_range"),
            ("productIds", new JsonArray(Guid.CreateVersion7().ToString()), "unknown_product"),
            ("document", " ", "text_blank"),
            ("validUntil", "2026-10-31", "period_reversed"),
            ("validUntil", "2026-11-20", "day_past"),
        ];
        foreach (var (field, value, code) in faults)
        {
            var body = Agents.Grant(Guid.CreateVersion7(), agentId, principalId);
            body[field] = value;
            await catalog.County().RefusesAsync(c => c.PostOnceAsync(Agents.Path, body, ct: Ct), 400, code, field);
        }

        await catalog.County(Places.Wuchuan).RefusesAsync(
            c => c.PostOnceAsync(Agents.Path, Agents.Grant(Guid.CreateVersion7(), agentId, principalId), ct: Ct), 403, "not_your_region");
    }
}
