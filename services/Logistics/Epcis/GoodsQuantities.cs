using Marketplace.Contracts;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Epcis;

/// <summary>Goods of a line by batch, in kilograms where the line is sold by weight and in pieces otherwise.</summary>
static class GoodsQuantities
{
    const string Kilogram = "KGM";
    const decimal GramsOfKilogram = 1_000;

    /// <summary>So much of a line: its batches in their order, and what is beyond them as the product.</summary>
    /// <param name="ids">Names the classes.</param>
    /// <param name="line">The line.</param>
    /// <param name="quantity">In trade units.</param>
    /// <param name="after">What of its batches was counted before.</param>
    public static IReadOnlyList<ClassQuantity> Of(EpcisIds ids, ShipmentLine line, Quantity quantity, Quantity after = default)
    {
        var parts = new List<ClassQuantity>();
        var (skipped, wanted) = (after, quantity);
        foreach (var batch in line.Batches)
        {
            var free = batch.Quantity - Least(skipped, batch.Quantity);
            skipped -= batch.Quantity - free;
            var share = Least(wanted, free);
            wanted -= share;
            if (share > Quantity.Zero)
            {
                parts.Add(Part(ids.Of(NamedKind.Batch, batch.BatchId), line, share));
            }
        }

        if (wanted > Quantity.Zero)
        {
            parts.Add(Part(ids.Of(NamedKind.Product, line.Goods.ProductId), line, wanted));
        }

        return parts;
    }

    /// <summary>
    /// So much of goods of several batches, of which nobody knows the batch: the product with the quantity, and the batches without.
    /// </summary>
    /// <param name="ids">Names the classes.</param>
    /// <param name="line">The line.</param>
    /// <param name="quantity">In trade units.</param>
    /// <param name="goods">The goods of which it is some.</param>
    public static IReadOnlyList<ClassQuantity> SomeOf(
        EpcisIds ids, ShipmentLine line, Quantity quantity, IReadOnlyList<ClassQuantity> goods) => goods is [var only]
        ? [Part(only.Class, line, quantity)]
        :
        [
            Part(ids.Of(NamedKind.Product, line.Goods.ProductId), line, quantity),
            .. goods.Where(part => ids.Read(part.Class)?.Kind == NamedKind.Batch).Select(part => part with { Quantity = null }),
        ];

    static ClassQuantity Part(string name, ShipmentLine line, Quantity quantity) => line.Goods.Unit.Grams is { } grams
        ? new ClassQuantity(name, quantity.Units * grams / GramsOfKilogram, Kilogram)
        : new ClassQuantity(name, quantity.Units * (line.Goods.Unit.Pieces ?? 1), null);

    static Quantity Least(Quantity left, Quantity right) => left < right ? left : right;
}
