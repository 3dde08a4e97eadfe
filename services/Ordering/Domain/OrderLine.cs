using Marketplace.Contracts;

namespace Marketplace.Ordering.Domain;

/// <summary>One product of an order. Written once and never changed: what happens to it later stands beside it.</summary>
public sealed class OrderLine
{
    readonly List<AcceptedLine> _acceptances = [];

    OrderLine()
    {
    }

    /// <summary>Names the sale from the order to the credit entry.</summary>
    public required Guid LineId { get; init; }

    public required Guid PartId { get; init; }

    /// <summary>From 1, unique in the order.</summary>
    public required int LineNumber { get; init; }

    public required Guid ProductId { get; init; }

    public required Quantity Quantity { get; init; }

    /// <summary>What of the quantity the supplier quoted as free; zero when all is paid.</summary>
    public required Quantity Free { get; init; }

    /// <summary>Quantity, less what is free of it, times unit price, rounded once (CR-03), before the discount.</summary>
    public required Money Amount { get; init; }

    /// <summary>Its share of the order's discount (CR-03).</summary>
    public required Money Discount { get; init; }

    /// <summary>What a third party pays the supplier on top of it when all is accepted (CR-02).</summary>
    public Money Subsidy { get; internal set; }

    /// <summary>What it was sold as.</summary>
    public required GoodsFacts Goods { get; init; }

    /// <summary>What the buyer accepted of it: nothing until then, and more than one when some of it was under dispute.</summary>
    public IReadOnlyList<AcceptedLine> Acceptances => _acceptances;

    /// <summary>The origins of its goods: one, or several of a gift set.</summary>
    internal IEnumerable<RegionPath> Origins => OriginsOf(Goods);

    /// <inheritdoc cref="Origins"/>
    internal static IEnumerable<RegionPath> OriginsOf(GoodsFacts goods) =>
        (goods.Origins ?? []).Select(part => part.OriginPath).OfType<RegionPath>().Prepend(goods.OriginPath);

    /// <summary>Whether goods of it come from a region, which is given as paths contain it ("/513431/").</summary>
    public bool ComesFrom(string segment) => Origins.Any(origin => origin.Value.Contains(segment, StringComparison.Ordinal));

    /// <exception cref="OverflowException">The amount does not fit into 64 bits of fen.</exception>
    internal static OrderLine Of(OrderedLine ordered, int lineNumber, Money discount, Guid partId) => new()
    {
        LineId = ordered.LineId,
        PartId = partId,
        LineNumber = lineNumber,
        ProductId = ordered.Goods.ProductId,
        Quantity = ordered.Quantity,
        Free = ordered.Free,
        Amount = ordered.Gross,
        Discount = discount,
        Goods = ordered.Goods,
    };
}
