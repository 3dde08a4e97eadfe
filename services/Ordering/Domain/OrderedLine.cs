using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>A line as it is ordered: how much of what, and what it was offered as.</summary>
public sealed record OrderedLine(Guid LineId, Quantity Quantity, GoodsFacts Goods);
