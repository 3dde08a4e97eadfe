using System.Net;
using Marketplace.Logistics.Network;
using Marketplace.Platform.Storage;
using Marketplace.Testing;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>POST /logistics/nodes/{nodeId}/ending.</summary>
public sealed class EndNodeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Its_office_ends_a_node_once(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var path = $"/logistics/nodes/{network.HubId}/ending";
        await Refused.AsAsync(
            HttpStatusCode.Forbidden, "not_your_region", null, network.CityOffice, client => client.PostOnceAsync(path, new { }, ct: Ct));
        var ended = await LogisticsScenario.ReadAsync<NodeView>(
            HttpStatusCode.OK, await network.Office.PostOnceAsync(path, new { }, ct: Ct));
        Assert.NotNull(ended.EndedOn);
        await Refused.AsAsync(
            HttpStatusCode.Conflict, "node_ended", null, network.Office, client => client.PostOnceAsync(path, new { }, ct: Ct));
    }
}
