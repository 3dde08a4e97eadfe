namespace Marketplace.Contracts;

/// <summary>
/// What an order line was sold as, frozen when the order was placed. It travels with the line to the ledger, so that no later
/// rename, move or repricing changes a report.
/// </summary>
public sealed record GoodsFacts
{
    public required Guid ProductId { get; init; }

    /// <summary>The version of the listing that the price and the names were taken from.</summary>
    public required long ListingVersion { get; init; }

    public required string ProductName { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    public required Guid SupplierId { get; init; }

    public required string SupplierName { get; init; }

    /// <summary>Where the recognition record says the product comes from (CR-04).</summary>
    public required RegionPath OriginPath { get; init; }

    public required string OriginName { get; init; }

    /// <summary>Null when the product has none: then its origin is not attributed (CR-04).</summary>
    public Recognition? Recognition { get; init; }

    public required TradeUnit Unit { get; init; }

    /// <summary>The price per trade unit of the tier that the ordered quantity reached, tax included.</summary>
    public required UnitPrice UnitPrice { get; init; }
}
