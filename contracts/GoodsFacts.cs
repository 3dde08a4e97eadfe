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

    /// <summary>The parts of several origins that a gift set has; null when all comes from the origin above.</summary>
    public IReadOnlyList<OriginPart>? Origins { get; init; }

    /// <summary>What the line is charged for, as its supplier listed or quoted it; goods when null.</summary>
    public ChargeKind? Charge { get; init; }

    /// <summary>
    /// Of what an agent sold: whose product it is, and on which days it might sell it (CR-05g); null for the supplier's own.
    /// </summary>
    public Agency? Agency { get; init; }

    /// <summary>Where the supplier was registered when the order was placed; it never decides the origin (CR-12).</summary>
    public RegionPath? SupplierRegistrationPath { get; init; }

    /// <summary>The prices between which contract farming decided, as its supplier quoted them; null for other sales.</summary>
    public ContractPrice? ContractPrice { get; init; }

    public required TradeUnit Unit { get; init; }

    /// <summary>
    /// The price per trade unit, tax included: of the listing's tier that the ordered quantity reached, or of the supplier's quotation.
    /// </summary>
    public required UnitPrice UnitPrice { get; init; }
}
