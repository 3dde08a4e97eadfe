namespace Marketplace.Contracts;

/// <summary>
/// The unit in which a product is priced and sold, with its declared ratio to grams or to pieces: exactly one of the two.
/// </summary>
public sealed record TradeUnit
{
    /// <summary>
    /// The most grams (10,000 tonnes) or pieces of one line. Sums of some hundred thousand such lines, in thousandths, still are whole
    /// numbers of 64 bits.
    /// </summary>
    public const long LineMax = 10_000_000_000;

    const long Thousandths = 1_000;

    /// <summary>As people write it: 斤, 公斤, 箱, kg, bottle.</summary>
    public required string Name { get; init; }

    /// <summary>Net grams in one unit, for goods sold by weight or in packs of declared net content.</summary>
    public long? Grams { get; init; }

    /// <summary>Pieces in one unit, for goods that are counted.</summary>
    public int? Pieces { get; init; }

    /// <summary>Whether the quantity in this unit is no more than one line may have.</summary>
    public bool FitsLine(Quantity quantity) =>
        (Int128)quantity.Thousandths * (Grams ?? Pieces ?? 1) <= (Int128)LineMax * Thousandths;
}
