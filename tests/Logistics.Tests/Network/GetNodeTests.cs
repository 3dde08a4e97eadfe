using System.Net;
using Marketplace.Logistics.Network;
using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>GET /logistics/nodes/{nodeId}.</summary>
public sealed class GetNodeTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Everybody_reads_a_node(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var node = await LogisticsScenario.ReadAsync<NodeView>(
            HttpStatusCode.OK, await network.Carrier.GetAsync($"/logistics/nodes/{network.HubId}", Ct));
        Assert.Equal((network.HubId, new TimeOnly(18, 0)), (node.NodeId, node.OpenUntil));
        await Refused.AsAsync(
            HttpStatusCode.NotFound, "node_not_found", null, network.Carrier,
            client => client.GetAsync($"/logistics/nodes/{Guid.CreateVersion7()}", Ct));
    }
}
