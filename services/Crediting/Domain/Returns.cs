using Marketplace.Contracts;

namespace Marketplace.Crediting.Domain;

/// <content>What goes back after acceptance (CR-15).</content>
public sealed partial class SaleLine
{
    /// <summary>
    /// Goods go back: what stood at the last price cut times the cumulative quantity over what was left then, rounded, less what was
    /// reckoned before. Returns of everything therefore take back exactly the net (CR-15).
    /// </summary>
    /// <returns>By how much the value falls.</returns>
    /// <exception cref="ReturnRefused">More than is left goes back.</exception>
    public long Return(Quantity quantity)
    {
        var returned = ReturnedSinceBase + quantity;
        if (quantity <= Quantity.Zero || returned > ReturnBaseQuantity)
        {
            throw new ReturnRefused(
                $"{quantity} {TradeUnit} of line {LineId} can't go back: {ReturnBaseQuantity - ReturnedSinceBase} are left of what was accepted.");
        }

        var reversed = Part(ReturnedSinceBase);
        ReturnedSinceBase = returned;
        var falls = Part(returned) - reversed;
        NetFen -= falls;
        return falls;
    }

    /// <summary>Money goes back without goods, or the price was cut.</summary>
    /// <returns>By how much the value falls.</returns>
    /// <exception cref="ReturnRefused">More than the line is still worth.</exception>
    public long Refund(long fen)
    {
        if (fen < 0 || fen > NetFen)
        {
            throw new ReturnRefused($"{fen} fen of line {LineId} can't be given back: it is worth {NetFen} fen.");
        }

        NetFen -= fen;
        (ReturnBaseFen, ReturnBaseQuantity, ReturnedSinceBase) = (NetFen, ReturnBaseQuantity - ReturnedSinceBase, Quantity.Zero);
        return fen;
    }

    long Part(Quantity returned) => ReturnBaseQuantity == Quantity.Zero
        ? 0
        : (long)decimal.Round((decimal)ReturnBaseFen * returned.Thousandths / ReturnBaseQuantity.Thousandths, 0, MidpointRounding.AwayFromZero);
}

/// <summary>A return that doesn't fit the sale: it must not change the ledger.</summary>
public sealed class ReturnRefused(string why) : InvalidOperationException(why);
