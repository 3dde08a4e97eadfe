using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>What the buyer accepted of a line (CR-01).</summary>
public sealed class AcceptedLine
{
    public required Guid LineId { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>Accepted quantity times unit price, rounded once (CR-03).</summary>
    public required Money Amount { get; init; }
}
