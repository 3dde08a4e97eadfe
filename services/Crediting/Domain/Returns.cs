using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <content>What goes back after acceptance (CR-15). It is reckoned for the line as a whole and split over its origins (CR-03).</content>
public sealed partial class SaleLine
{
    /// <summary>
    /// Goods go back: what the line was worth at the last price cut times the cumulative quantity over what was left then, rounded once,
    /// less what was reckoned before. Returns of everything therefore take back exactly the net (CR-15).
    /// </summary>
    /// <param name="shares">All shares of the line.</param>
    /// <param name="quantity">What goes back now.</param>
    /// <returns>By how much the value of each falls.</returns>
    /// <exception cref="ReturnRefused">More than is left goes back.</exception>
    public static IReadOnlyList<long> Return(IReadOnlyList<SaleLine> shares, Quantity quantity)
    {
        var line = shares[0];
        var before = line.ReturnedSinceBase;
        var returned = before + quantity;
        if (quantity <= Quantity.Zero || returned > line.ReturnBaseQuantity)
        {
            throw new ReturnRefused(
                $"{quantity} {line.TradeUnit} of line {line.LineId} can't go back: "
                + $"{line.ReturnBaseQuantity - before} are left of what was accepted.");
        }

        var worth = shares.Sum(share => share.ReturnBaseFen);
        foreach (var share in shares)
        {
            share.ReturnedSinceBase = returned;
        }

        return Fall(shares, Part(worth, returned, line.ReturnBaseQuantity) - Part(worth, before, line.ReturnBaseQuantity));
    }

    /// <summary>Money goes back without goods, or the price was cut.</summary>
    /// <param name="shares">All shares of the line.</param>
    /// <param name="fen">What the line is worth less.</param>
    /// <returns>By how much the value of each falls.</returns>
    /// <exception cref="ReturnRefused">More than the line is still worth.</exception>
    public static IReadOnlyList<long> Refund(IReadOnlyList<SaleLine> shares, long fen)
    {
        var worth = shares.Sum(share => share.NetFen);
        if (fen < 0 || fen > worth)
        {
            throw new ReturnRefused($"{fen} fen of line {shares[0].LineId} can't be given back: it is worth {worth} fen.");
        }

        var falls = Fall(shares, fen);
        if (fen > 0)
        {
            Rebase(shares);
        }

        return falls;
    }

    /// <summary>The parties agreed on a lower price.</summary>
    /// <param name="shares">All shares of the line.</param>
    /// <param name="fen">What the line is worth less.</param>
    /// <returns>By how much the value of each falls.</returns>
    /// <exception cref="ReturnRefused">More than the line is still worth.</exception>
    public static IReadOnlyList<long> CutPrice(IReadOnlyList<SaleLine> shares, long fen)
    {
        var price = PriceAfter(shares[0], -fen);
        var falls = Refund(shares, fen);
        SetPrice(shares, price);
        return falls;
    }

    /// <summary>The parties agreed on a higher price.</summary>
    /// <param name="shares">All shares of the line.</param>
    /// <param name="fen">What the line is worth more.</param>
    /// <returns>By how much the value of each falls: negative.</returns>
    /// <exception cref="ReturnRefused">Nothing is left of the line whose price could rise.</exception>
    public static IReadOnlyList<long> RaisePrice(IReadOnlyList<SaleLine> shares, long fen)
    {
        if (!CanRise(shares, fen))
        {
            throw new ReturnRefused(
                $"The price of line {shares[0].LineId} can't rise by {fen} fen: nothing is left of the line, or it would be no rise.");
        }

        var price = PriceAfter(shares[0], fen);
        var falls = Fall(shares, -fen);
        Rebase(shares);
        SetPrice(shares, price);
        return falls;
    }

    /// <summary>Something of the line is left whose price can rise.</summary>
    public static bool CanRise(IReadOnlyList<SaleLine> shares, long fen) =>
        fen > 0 && shares.Sum(share => share.NetFen) > 0 && shares[0].ReturnBaseQuantity > shares[0].ReturnedSinceBase;

    /// <summary>The unit price if what is left of the line became worth so much more, or less when negative.</summary>
    public static UnitPrice PriceAfter(SaleLine line, long fen)
    {
        var paid = line.Accepted - line.Free - line.GoodsBack;
        var left = paid > Quantity.Zero ? paid : line.Accepted;
        return left == Quantity.Zero
            ? line.CurrentUnitPrice
            : new UnitPrice(line.CurrentUnitPrice.TenThousandths
                + (long)decimal.Round((decimal)fen * 100_000 / left.Thousandths, 0, MidpointRounding.AwayFromZero));
    }

    static void SetPrice(IReadOnlyList<SaleLine> shares, UnitPrice price)
    {
        foreach (var share in shares)
        {
            share.CurrentUnitPrice = price;
        }
    }

    /// <summary>What goes back from here on is reckoned from what is left now.</summary>
    static void Rebase(IReadOnlyList<SaleLine> shares)
    {
        foreach (var share in shares)
        {
            (share.ReturnBaseFen, share.ReturnBaseQuantity, share.ReturnedSinceBase) =
                (share.NetFen, share.ReturnBaseQuantity - share.ReturnedSinceBase, Quantity.Zero);
        }
    }

    /// <summary>In proportion to what is left of each: none falls below zero, and together they fall by exactly so much.</summary>
    static IReadOnlyList<long> Fall(IReadOnlyList<SaleLine> shares, long fen)
    {
        IReadOnlyList<long> falls = fen == 0
            ? [.. shares.Select(_ => 0L)]
            : Splits.LargestRemainder(fen, [.. shares.Select(share => share.NetFen)]);
        for (var i = 0; i < shares.Count; i++)
        {
            shares[i].NetFen -= falls[i];
        }

        return falls;
    }

    static long Part(long worth, Quantity returned, Quantity of) => of == Quantity.Zero
        ? 0
        : (long)decimal.Round((decimal)worth * returned.Thousandths / of.Thousandths, 0, MidpointRounding.AwayFromZero);
}

/// <summary>A return that doesn't fit the sale: it must not change the ledger.</summary>
public sealed class ReturnRefused(string why) : InvalidOperationException(why);
