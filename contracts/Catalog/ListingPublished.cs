namespace Marketplace.Contracts.Catalog;

/// <summary>A product as it is on offer now: sent when it is listed and whenever its names, recognition or prices change.</summary>
/// <remarks>From Catalog. To Ordering (what may be ordered, and at what price) and Logistics (what a trade unit weighs).</remarks>
public sealed record ListingPublished
{
    public required Guid ProductId { get; init; }

    /// <summary>Rises with each change; a reader ignores what is not newer than what it has.</summary>
    public required long Version { get; init; }

    public required Guid SupplierId { get; init; }

    public required string Name { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    public required RegionPath OriginPath { get; init; }

    public required string OriginName { get; init; }

    public Recognition? Recognition { get; init; }

    /// <summary>The components of a gift set (礼盒) and where each comes from (CR-04); null when all comes from the origin above.</summary>
    public IReadOnlyList<OriginPart>? Origins { get; init; }

    /// <summary>
    /// What it is charged for when it isn't goods: Freight, PackagingDeposit or ServiceFee, which earn no credit (CR-02); goods when null.
    /// </summary>
    public ChargeKind? Charge { get; init; }

    /// <summary>
    /// Of an agent's listing: whose product it sells and on which days it may (CR-05g); null when the supplier sells its own.
    /// </summary>
    public Agency? Agency { get; init; }

    public required TradeUnit Unit { get; init; }

    /// <summary>
    /// Ordered by the quantity from which they apply; the first applies from its quantity on, which is the least that can be ordered.
    /// </summary>
    public required IReadOnlyList<PriceTier> PriceTiers { get; init; }

    /// <summary>False when the product has been withdrawn: it can't be ordered any more.</summary>
    public required bool IsOnOffer { get; init; }

    /// <summary>From which day on, where and in which quantities it can be had; null when not limited.</summary>
    public DeliveryTerms? Delivery { get; init; }
}

/// <summary>A price that applies from a quantity on.</summary>
public sealed record PriceTier
{
    public required Quantity FromQuantity { get; init; }

    public required UnitPrice UnitPrice { get; init; }
}
