using System.Net;
using System.Text.Json.Nodes;
using Marketplace.Contracts;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Catalog.Tests.Agencies;

/// <summary>Correct requests about agents, and what tests often do with them.</summary>
static class Agents
{
    public const string Path = "/catalog/agencies";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static JsonObject Grant(Guid agencyId, Guid agentId, Guid principalId, Guid? productId = null, string until = "2027-12-31")
    {
        var request = new JsonObject
        {
            ["agencyId"] = agencyId.ToString(),
            ["agentId"] = agentId.ToString(),
            ["principalId"] = principalId.ToString(),
            ["validFrom"] = "2026-11-01",
            ["validUntil"] = until,
            ["document"] = "代理授权书1号",
        };
        if (productId is { } only)
        {
            request["productIds"] = new JsonArray(only.ToString());
        }

        return request;
    }

    /// <summary>An agent's listing of a product of its principal.</summary>
    public static JsonObject Product(Guid productId, Guid agentId, Guid principalProductId)
    {
        var request = Samples.Product(productId, agentId);
        request.Remove("recognition");
        request["principalProductId"] = principalProductId.ToString();
        return request;
    }

    public static JsonObject Revision(bool isOnOffer = true)
    {
        var request = Samples.Revision(isOnOffer: isOnOffer);
        request.Remove("recognition");
        return request;
    }

    extension(CatalogUnderTest catalog)
    {
        public async Task<Guid> AgentAsync()
        {
            var agentId = Guid.CreateVersion7();
            var request = Samples.Supplier(agentId, "金阳商贸公司");
            request["type"] = "Agent";
            using var registered = await catalog.County().PostOnceAsync("/catalog/suppliers", request, ct: Ct);
            Assert.Equal(HttpStatusCode.Created, registered.StatusCode);
            return agentId;
        }

        /// <summary>The county of the principal grants it at once; the id.</summary>
        public async Task<Guid> GrantedAsync(Guid agentId, Guid principalId, Guid? productId = null, string until = "2027-12-31")
        {
            var agencyId = Guid.CreateVersion7();
            using var granted = await catalog.County().PostOnceAsync(Path, Grant(agencyId, agentId, principalId, productId, until), ct: Ct);
            Assert.Equal(HttpStatusCode.Created, granted.StatusCode);
            return agencyId;
        }

        /// <summary>The agent lists a product of its principal; the id of the listing.</summary>
        public async Task<Guid> AgentProductAsync(Guid agentId, Guid principalProductId)
        {
            var productId = Guid.CreateVersion7();
            using var listed = await catalog.As(Roles.Supplier, agentId).PostOnceAsync(
                "/catalog/products", Product(productId, agentId, principalProductId), ct: Ct);
            Assert.Equal(HttpStatusCode.Created, listed.StatusCode);
            return productId;
        }
    }

    extension(HttpClient client)
    {
        public Task<HttpResponseMessage> WithdrawAsync(Guid agencyId, string from = "2026-11-21") =>
            client.PostOnceAsync($"{Path}/{agencyId}/withdrawal", new { from, reason = "合作终止" }, ct: Ct);
    }
}
