using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>A line as it is ordered: how much of what, and what it was offered as.</summary>
/// <param name="LineId">Names the sale from the order to the credit entry.</param>
/// <param name="Quantity">In the product's trade unit, with what is free of it.</param>
/// <param name="Goods">At the price of the listing or of the supplier's quotation.</param>
/// <param name="Free">What of the quantity the supplier quoted as free; less than it.</param>
public sealed record OrderedLine(Guid LineId, Quantity Quantity, GoodsFacts Goods, Quantity Free = default)
{
    /// <summary>Quantity, less what is free of it, times unit price, rounded once (CR-03).</summary>
    /// <exception cref="OverflowException">The amount does not fit into 64 bits of fen.</exception>
    public Money Gross => Money.Of(Quantity - Free, Goods.UnitPrice);
}
