namespace Marketplace.Routing.Network;

/// <summary>A place where goods change from one lorry to another.</summary>
/// <param name="Id">Unique in the problem.</param>
/// <param name="Kind">A hub gathers what is grown around it, a depot gives out what is eaten around it.</param>
/// <param name="Place">Where it is.</param>
/// <param name="Classes">Temperature classes that it can keep.</param>
/// <param name="OpenFrom">Seconds from midnight: a depot has all goods of its delivery tours by then.</param>
/// <param name="OpenUntil">Seconds from midnight: collection tours are back at a hub by then (cut-off).</param>
public sealed record NetworkNode(string Id, NodeKind Kind, int Place, IReadOnlyList<string> Classes, int OpenFrom, int OpenUntil);

/// <summary>What a node is for.</summary>
public enum NodeKind
{
    /// <summary>Gathers goods from their origins for trunk lorries.</summary>
    Hub = 1,

    /// <summary>Takes in trunk lorries and gives out goods to docks.</summary>
    Depot = 2,
}
