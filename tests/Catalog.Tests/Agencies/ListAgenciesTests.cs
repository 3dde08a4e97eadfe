using Marketplace.Contracts;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Catalog.Tests.Agencies;

/// <summary>GET /catalog/agencies.</summary>
public sealed class ListAgenciesTests(Catalogs catalogs)
{
    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_who_may_sell_for_whom(Engine engine)
    {
        var catalog = await catalogs.OnAsync(engine);
        var (principalId, agentId, other) = (await catalog.SupplierAsync(), await catalog.AgentAsync(), await catalog.AgentAsync());
        Guid[] own = [await catalog.GrantedAsync(agentId, principalId), await catalog.GrantedAsync(agentId, principalId)];
        var theirs = await catalog.GrantedAsync(other, principalId);
        var buyer = catalog.As(Roles.Purchaser);
        Assert.Equal(own.Order(), await IdsAsync(buyer, $"agentId={agentId}"));
        Assert.Equal([.. own, theirs], await IdsAsync(buyer, $"principalId={principalId}"));
    }

    static async Task<IEnumerable<Guid>> IdsAsync(HttpClient client, string query) =>
        (await client.GetAllAsync($"{Agents.Path}?{query}")).Select(entry => (Guid)entry["agencyId"]!);
}
