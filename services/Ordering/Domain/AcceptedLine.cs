using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>What the buyer accepted of a line (CR-01).</summary>
public sealed class AcceptedLine
{
    public required Guid LineId { get; init; }

    /// <summary>Counts the acceptances of the part from 1.</summary>
    public required int AcceptanceNo { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>
    /// What the buyer owes for it: accepted quantity times unit price, rounded once (CR-03), less its share of the discount (CR-02).
    /// </summary>
    public required Money Amount { get; init; }
}
