using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>A line as it is ordered: how much of what, and what it was offered as.</summary>
public sealed record OrderedLine(Guid LineId, Quantity Quantity, GoodsFacts Goods)
{
    /// <summary>Quantity times unit price, rounded once (CR-03).</summary>
    /// <exception cref="OverflowException">The amount does not fit into 64 bits of fen.</exception>
    public Money Gross => Money.Of(Quantity, Goods.UnitPrice);
}
