using Marketplace.Contracts.Logistics;
using Marketplace.Crediting.Domain;

namespace Marketplace.Crediting.Tests.Histories;

/// <content>Goods that go back, and prices that change after acceptance.</content>
sealed partial class PlainModel
{
    /// <summary>CR-15: what goes back of the whole line, split over its origins in proportion to what is left of them.</summary>
    ConsumeOutcome Return(GoodsReturned goods)
    {
        var shares = Shares.Where(share => (share.LineId, share.AcceptanceNo) == (goods.LineId, goods.AcceptanceNo)).ToList();
        if (shares.Count == 0)
        {
            return ConsumeOutcome.Waits;
        }

        if (_returns.Contains(goods.ReturnId) || goods.Kind == ReturnKind.Replacement)
        {
            return ConsumeOutcome.Done;
        }

        if (goods.Kind == ReturnKind.PriceRise)
        {
            return Rise(goods, shares);
        }

        var net = shares.Sum(share => share.Net);
        var line = shares[0].Whole;
        long falls;
        if (goods.AmountFen is { } refund)
        {
            if (refund < 0 || refund > net)
            {
                return ConsumeOutcome.Refused;
            }

            falls = refund;
            line.Price = goods.Kind == ReturnKind.PriceCut ? PriceAfter(shares[0], -refund) : line.Price;
            if (refund > 0)
            {
                line.Worth = net - refund;
                line.Quantity -= line.Returned;
                line.Returned = 0;
            }
        }
        else
        {
            var quantity = goods.Quantity.Units;
            if (quantity <= 0 || line.Returned + quantity > line.Quantity)
            {
                return ConsumeOutcome.Refused;
            }

            line.Returned += quantity;
            line.Back += goods.Kind is ReturnKind.Return or ReturnKind.ShortWeight ? quantity : 0;
            falls = net - (line.Worth - Rounded(line.Worth * line.Returned / line.Quantity));
        }

        _returns.Add(goods.ReturnId);
        if (falls > 0)
        {
            var parts = Split(falls, shares.ConvertAll(share => share.Net));
            for (var i = 0; i < shares.Count; i++)
            {
                shares[i].Net -= parts[i];
            }
        }

        return ConsumeOutcome.Done;
    }

    /// <summary>
    /// CR-15, CR-17: a higher price is posted, unless it is above the ceiling and the line is credited; then it waits for a decision.
    /// </summary>
    ConsumeOutcome Rise(GoodsReturned goods, List<Share> shares)
    {
        if (goods.AmountFen is not { } rise || !CanRise(shares, rise))
        {
            return ConsumeOutcome.Refused;
        }

        _returns.Add(goods.ReturnId);
        var first = shares[0];
        if (!shares.Exists(share => share.Stands.Count > 0) || Benchmark(first) is not { } benchmark
            || PriceAfter(first, rise) <= first.Rules.PriceCeilingRatio * benchmark)
        {
            Raise(shares, rise);
        }

        return ConsumeOutcome.Done;
    }

    public bool CanRise(Hold hold) =>
        CanRise([.. Shares.Where(share => (share.LineId, share.AcceptanceNo) == (hold.LineId, hold.AcceptanceNo))], hold.AmountFen);

    static bool CanRise(List<Share> shares, long rise) =>
        rise > 0 && shares.Sum(share => share.Net) > 0 && shares[0].Whole.Quantity > shares[0].Whole.Returned;

    static void Raise(List<Share> shares, long rise)
    {
        var whole = shares[0].Whole;
        whole.Price = PriceAfter(shares[0], rise);
        var parts = Split(rise, shares.ConvertAll(share => share.Net));
        for (var i = 0; i < shares.Count; i++)
        {
            shares[i].Net += parts[i];
        }

        whole.Worth = shares.Sum(share => share.Net);
        whole.Quantity -= whole.Returned;
        whole.Returned = 0;
    }

    /// <summary>The unit price in yuan if what is left of the line became worth so much more.</summary>
    static decimal PriceAfter(Share share, long fen)
    {
        var paid = share.Line.Accepted.Units - (share.Line.Free?.Units ?? 0) - share.Whole.Back;
        var left = paid > 0 ? paid : share.Line.Accepted.Units;
        return left == 0 ? share.Whole.Price : share.Whole.Price + Math.Round(fen / 100m / left, 4, MidpointRounding.AwayFromZero);
    }
}
