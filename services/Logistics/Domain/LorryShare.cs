namespace Marketplace.Logistics.Domain;

/// <summary>What goods bear of a lorry's cost, before anybody knows what else it carries.</summary>
/// <param name="Fen">Their share, rounded once, half away from zero.</param>
/// <param name="FillPercent">How full the lorry is taken to be; 100 where they pay for whole lorries.</param>
public sealed record LorryShare(long Fen, int FillPercent)
{
    /// <summary>
    /// Whole lorries for what fills some; of the last one the share by weight of one that is filled to the degree that is stated, and no
    /// more than all of it.
    /// </summary>
    /// <param name="tourFen">What one lorry costs.</param>
    /// <param name="capacityKg">The chargeable weight that one takes, more than 0.</param>
    /// <param name="chargeableKg">Of the goods, more than 0.</param>
    /// <param name="fillPercent">1 to 100; null when the goods have the lorries for themselves.</param>
    public static LorryShare Of(long tourFen, long capacityKg, long chargeableKg, int? fillPercent)
    {
        var (lorries, rest) = long.DivRem(chargeableKg, capacityKg);
        if (fillPercent is not { } percent || rest == 0 || rest * 100 >= capacityKg * percent)
        {
            return new LorryShare(tourFen * (rest == 0 ? lorries : lorries + 1), 100);
        }

        var share = CarrierTariff.Rounded((Int128)tourFen * rest * 100, (Int128)capacityKg * percent);
        return new LorryShare(tourFen * lorries + share, percent);
    }
}
