using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Logistics.Tests.Network;

/// <summary>GET /logistics/nodes.</summary>
public sealed class ListNodesTests(SharedServices services)
{
    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, InlineData(Engine.Sqlite), InlineData(Engine.PostgreSql)]
    public async Task Nodes_are_listed_by_kind(Engine engine)
    {
        var network = await NetworkScenario.NodesAsync(await services.OnAsync(engine));
        var depots = await network.Carrier.GetStringAsync("/logistics/nodes?kind=Depot&size=200", Ct);
        Assert.Contains($"{network.DepotId}", depots, StringComparison.Ordinal);
        Assert.DoesNotContain($"{network.HubId}", depots, StringComparison.Ordinal);
    }
}
