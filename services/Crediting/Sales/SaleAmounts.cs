using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Sales;

/// <summary>What an accepted line is worth, and how that is shared out over its origins (CR-02, CR-03, CR-04).</summary>
/// <param name="GrossFen">Quantity times price.</param>
/// <param name="DiscountFen">The line's part of the order's discount.</param>
/// <param name="SubsidyFen">What a third party paid the supplier.</param>
/// <param name="SharesFen">The net, share by share; they add up to it.</param>
/// <param name="SubsidisedFen">What of the net is subsidy, share by share; none is more than its share.</param>
public sealed record SaleAmounts(
    long GrossFen, long DiscountFen, long SubsidyFen, IReadOnlyList<long> SharesFen, IReadOnlyList<long> SubsidisedFen)
{
    /// <summary>Reckons an accepted line.</summary>
    /// <exception cref="InvalidOperationException">
    /// A figure of the message does not follow from quantity and price; it must not reach the ledger.
    /// </exception>
    public static SaleAmounts Of(DeliveryAccepted.Line line, OrderDiscount? discount, RuleParameters parameters)
    {
        var paid = line.Accepted - (line.Free ?? Quantity.Zero);
        var gross = Money.Of(paid, line.Goods.UnitPrice).Fen;
        Expect(
            line.Accepted >= Quantity.Zero && paid >= Quantity.Zero,
            $"line {line.LineId} has accepted {line.Accepted} with {line.Free} free");
        Expect(
            gross == line.AcceptedFen,
            $"line {line.LineId} says {line.AcceptedFen} fen, but {paid} times {line.Goods.UnitPrice} yuan are {gross} fen");
        Expect(
            line.Goods.ContractPrice is not { } contract
            || line.Goods.UnitPrice == (contract.Floor >= contract.Market ? contract.Floor : contract.Market),
            $"line {line.LineId} costs {line.Goods.UnitPrice} yuan, but by contract the higher of floor and market holds");
        Expect(line.SubsidyFen is null or >= 0, $"line {line.LineId} has a subsidy of {line.SubsidyFen} fen");
        var subsidy = line.SubsidyFen ?? 0;
        var forgone = discount is null ? 0 : DiscountOf(line, gross, discount);
        if (line.PayableFen is { } payable)
        {
            // Acceptances of a line in parts share its discount so that they add up; each may differ from its own part by a fen.
            Expect(
                Math.Abs(gross - payable - forgone) <= 1 && payable >= 0 && payable <= gross,
                $"line {line.LineId} says that {payable} fen are owed, but {gross} fen less a discount of {forgone} are something else");
            forgone = gross - payable;
        }

        var counted = parameters.SubsidyIncluded ? subsidy : 0;
        var shares = Share(line, gross - forgone + counted);
        return new SaleAmounts(gross, forgone, subsidy, shares, Subsidised(shares, counted));
    }

    /// <summary>
    /// The order's discount is split over its lines by what they cost; of a line accepted in part, that part, and never more than the whole
    /// when a little more than was ordered is accepted (CR-03).
    /// </summary>
    static long DiscountOf(DeliveryAccepted.Line line, long gross, OrderDiscount discount)
    {
        OrderDiscount.Line[] lines = [.. discount.Lines.OrderBy(item => item.LineNumber)];
        var at = Array.FindIndex(lines, item => item.LineNumber == line.LineNumber);
        Expect(at >= 0, $"line {line.LineNumber} is not among those that the discount was split over");
        Expect(
            discount.AmountFen >= 0 && discount.AmountFen <= lines.Sum(item => item.GrossFen),
            $"a discount of {discount.AmountFen} fen is not within what the order costs");
        if (lines.All(item => item.GrossFen == 0))
        {
            return 0;
        }

        var whole = Splits.LargestRemainder(discount.AmountFen, [.. lines.Select(item => item.GrossFen)])[at];
        var ordered = lines[at].GrossFen;
        return ordered == 0 || gross >= ordered
            ? whole
            : Math.Min(gross, (long)decimal.Round((decimal)whole * gross / ordered, 0, MidpointRounding.AwayFromZero));
    }

    static IReadOnlyList<long> Share(DeliveryAccepted.Line line, long net) => line.Goods.Origins is { Count: > 0 } origins
        ? Splits.LargestRemainder(net, [.. origins.OrderBy(part => part.ShareNo).Select(part => part.Weight)])
        : [net];

    /// <summary>Over the shares by what they are worth, so that none has more of it than that (CR-13).</summary>
    static IReadOnlyList<long> Subsidised(IReadOnlyList<long> shares, long subsidy) =>
        subsidy == 0 ? [.. shares.Select(_ => 0L)] : Splits.LargestRemainder(subsidy, shares);

    static void Expect(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"The acceptance can't be entered into the ledger: {otherwise}.");
        }
    }
}
