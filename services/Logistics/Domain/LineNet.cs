using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Platform.Refusals;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// What is left of an accepted line's net after the returns and price changes that both sides have confirmed, one after the other: returns
/// between two changes of the price are rounded on their cumulative quantity, so that everything sums exactly to the net (CR-15).
/// </summary>
sealed class LineNet(AcceptanceLine accepted)
{
    Money _base = accepted.PayableAmount;
    Quantity _baseQuantity = accepted.Accepted;
    Quantity _returned;

    /// <summary>What the buyer still owes or has rightly paid for the line.</summary>
    public Money Left { get; private set; } = accepted.PayableAmount;

    /// <summary>Applies a confirmed claim.</summary>
    /// <returns>By how much it changes what is left: less than zero for what goes back.</returns>
    /// <exception cref="RuleBrokenException">More would go back than is left.</exception>
    public Money Apply(ReturnClaim claim) => claim switch
    {
        { Kind: ReturnKind.Replacement } => Money.Zero,
        { Kind: ReturnKind.PriceRise, Amount: { } rise } => Rebase(rise),
        { Amount: { } refund } => Rebase(-refund),
        _ => Return(claim.Quantity),
    };

    Money Return(Quantity quantity)
    {
        var before = _returned;
        _returned += quantity;
        if (_returned > _baseQuantity)
        {
            throw Exceeds();
        }

        var fall = Part(_returned) - Part(before);
        Left -= fall;
        return -fall;
    }

    /// <summary>What goes back from here on is reckoned from what is left now.</summary>
    Money Rebase(Money change)
    {
        if (Left + change < Money.Zero)
        {
            throw Exceeds();
        }

        Left += change;
        (_base, _baseQuantity, _returned) = (Left, _baseQuantity - _returned, Quantity.Zero);
        return change;
    }

    Money Part(Quantity returned) => _baseQuantity == Quantity.Zero
        ? Money.Zero
        : new Money((long)decimal.Round(
            (decimal)_base.Fen * returned.Thousandths / _baseQuantity.Thousandths, 0, MidpointRounding.AwayFromZero));

    RuleBrokenException Exceeds() => new(
        "return_exceeds_net",
        $"第{accepted.LineNumber}行扣除已确认的退货和退款后净额只剩 {Left} 元，不足以确认此申请；请拒绝，由采购单位另行申请。",
        $"After what was confirmed before, {Left} yuan are left of line {accepted.LineNumber}, less than this claim takes; "
        + "refuse it, and let the buyer ask again.");
}
