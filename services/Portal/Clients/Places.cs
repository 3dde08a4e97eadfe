using Marketplace.Client.Logistics;

namespace Marketplace.Portal.Clients;

/// <summary>Places as people type them: a region by its name or code, a node as it was offered for choice.</summary>
static class Places
{
    const int RegionsMost = 100;

    // More would make a heavy page; others are named by their id.
    const int NodesMost = 200;

    const int IdLength = 36;

    /// <summary>The id of a region that was typed as a code or name.</summary>
    /// <returns>What was typed where no region, or more than one, is called so: the service says that it is none.</returns>
    public static async Task<string> RegionIdAsync(this MarketplaceServices services, string typed, CancellationToken ct)
    {
        var place = typed.Trim();
        if (place.All(char.IsAscii))
        {
            return place;
        }

        var found = await services.Units.ListRegionsAsync(q: place, size: RegionsMost, cancellationToken: ct);
        return found.Items.Where(region => region.Name == place && region.EndedOn is null).ToList() is [var named] ? named.RegionId : place;
    }

    /// <summary>Nodes to choose from.</summary>
    public static async Task<IReadOnlyList<NodeView>> NodesAsync(
        this MarketplaceServices services, DateOnly today, CancellationToken ct) =>
        [
            .. (await services.Logistics.ListNodesAsync(size: NodesMost, cancellationToken: ct)).Items
                .Where(node => !(node.EndedOn <= today)),
        ];

    /// <summary>As a node is offered for choice.</summary>
    public static string Choice(NodeView node) => $"{node.Name} {node.NodeId}";

    /// <summary>The node that was chosen, or whose id was typed; null for a region.</summary>
    public static Guid? NodeIdOf(string typed) =>
        typed.Trim() is { Length: >= IdLength } text && Guid.TryParse(text[^IdLength..], out var nodeId) ? nodeId : null;

    /// <summary>The id of a node or region.</summary>
    public static async Task<string> EndIdAsync(this MarketplaceServices services, string typed, CancellationToken ct) =>
        NodeIdOf(typed)?.ToString() ?? await services.RegionIdAsync(typed, ct);
}
