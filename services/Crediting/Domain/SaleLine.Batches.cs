using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <content>
/// What the line takes from its batches (CR-14). A line is one part; when its batches cover only some of it, it is split into the part that
/// they cover and the part that they don't.
/// </content>
public sealed partial class SaleLine
{
    /// <summary>Counts the parts of the line from 1. All origins of a part have its number.</summary>
    public int PartNo { get; private set; } = 1;

    /// <summary>How much of the accepted quantity is in this part: all of it unless the line was split.</summary>
    public Quantity PartQuantity { get; private set; }

    /// <summary>How much of the accepted quantity of the whole line went back, or turned out to be missing (CR-15).</summary>
    public Quantity GoodsBack { get; private set; }

    public bool IsSplit => PartQuantity != Accepted;

    /// <summary>
    /// How much of each batch the part takes, in thousandths of the trade unit: what is left of it after returns, in the
    /// proportions in which the order took it.
    /// </summary>
    public IReadOnlyList<long> TakenFromBatches()
    {
        if (Batches.Count == 0 || Batches.All(batch => batch.Quantity == Quantity.Zero))
        {
            return [.. Batches.Select(_ => 0L)];
        }

        var left = GoodsBack == Quantity.Zero
            ? PartQuantity.Thousandths
            : (long)((Int128)PartQuantity.Thousandths * (Accepted - GoodsBack).Thousandths / Accepted.Thousandths);
        return Splits.LargestRemainder(left, [.. Batches.Select(batch => batch.Quantity.Thousandths)]);
    }

    /// <summary>Goods of the line went back, with their quantity.</summary>
    public void TakeGoodsBack(Quantity quantity) => GoodsBack += quantity;

    /// <summary>Splits a line in two before it is recorded: what its batches cover, and the rest.</summary>
    /// <param name="rows">All rows of the line. Each keeps what is covered of it.</param>
    /// <param name="covered">How much of each batch is covered, in thousandths of the trade unit.</param>
    /// <returns>The rows of the rest, one for each origin. Both parts together are worth what the line was, to the fen.</returns>
    public static IReadOnlyList<SaleLine> Split(IReadOnlyList<SaleLine> rows, IReadOnlyList<long> covered)
    {
        var taken = rows[0].TakenFromBatches();
        var last = rows.Max(row => row.ShareNo);
        SaleLine[] rests = [.. rows.Select(row => row.SplitOff(taken, covered, ++last))];
        foreach (var row in rows.Concat(rests))
        {
            row._shares = rows.Count + rests.Length;
        }

        return rests;
    }

    SaleLine SplitOff(IReadOnlyList<long> taken, IReadOnlyList<long> covered, int shareNo)
    {
        var rest = (SaleLine)MemberwiseClone();
        (rest.PartNo, rest._shareNo) = (PartNo + 1, shareNo);
        long[] weights = [covered.Sum(), taken.Sum() - covered.Sum()];
        (_amountFen, rest._amountFen) = InTwo(AmountFen);
        (_subsidisedFen, rest._subsidisedFen) = InTwo(SubsidisedFen);
        (NetFen, rest.NetFen) = InTwo(NetFen);
        (ReturnBaseFen, rest.ReturnBaseFen) = InTwo(ReturnBaseFen);
        (_shareQuantity, rest._shareQuantity) = QuantityInTwo(ShareQuantity);
        (PartQuantity, rest.PartQuantity) = QuantityInTwo(PartQuantity);
        var batches = Batches;
        _batches = [.. batches.Select((batch, i) => batch with { Quantity = new Quantity(covered[i]) })
            .Where(batch => batch.Quantity > Quantity.Zero)];
        rest._batches =
            [.. batches.Select((batch, i) => batch with { Quantity = new Quantity(taken[i] - covered[i]) })
                .Where(batch => batch.Quantity > Quantity.Zero)];
        return rest;

        (long, long) InTwo(long whole) => Splits.LargestRemainder(whole, weights) is [var stays, var goes] ? (stays, goes) : default;

        (Quantity, Quantity) QuantityInTwo(Quantity whole)
        {
            var (stays, goes) = InTwo(whole.Thousandths);
            return (new Quantity(stays), new Quantity(goes));
        }
    }
}
