using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Logistics.Domain;

/// <summary>One line of the order in the shipment that carries it.</summary>
public sealed class ShipmentLine
{
    ShipmentLine()
    {
    }

    /// <summary>The line of the order; it names the sale up to the ledger.</summary>
    public Guid LineId { get; private init; }

    /// <summary>From 1, unique in the order: a shipment may have lines 2 and 5.</summary>
    public int LineNumber { get; private init; }

    public GoodsFacts Goods { get; private init; } = null!;

    public Quantity Ordered { get; private init; }

    /// <summary>What the order reserved for the line.</summary>
    public Money OrderedAmount { get; private init; }

    /// <summary>From which batches the goods are held.</summary>
    public IReadOnlyList<BatchShare> Batches { get; private init; } = [];

    /// <summary>Null until the shipment is dispatched.</summary>
    public Quantity? Dispatched { get; internal set; }

    /// <summary>The line as the order was confirmed.</summary>
    public static ShipmentLine Of(
        Guid lineId, int lineNumber, GoodsFacts goods, Quantity ordered, Money orderedAmount, IReadOnlyList<BatchShare> batches) => new()
        {
            LineId = lineId,
            LineNumber = lineNumber,
            Goods = goods,
            Ordered = ordered,
            OrderedAmount = orderedAmount,
            Batches = batches,
        };
}
