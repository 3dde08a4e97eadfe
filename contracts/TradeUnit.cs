namespace Marketplace.Contracts;

/// <summary>
/// The unit in which a product is priced and sold, with its declared ratio to grams or to pieces: exactly one of the two.
/// </summary>
public sealed record TradeUnit
{
    /// <summary>As people write it: 斤, 公斤, 箱, kg, bottle.</summary>
    public required string Name { get; init; }

    /// <summary>Net grams in one unit, for goods sold by weight or in packs of declared net content.</summary>
    public long? Grams { get; init; }

    /// <summary>Pieces in one unit, for goods that are counted.</summary>
    public int? Pieces { get; init; }
}
