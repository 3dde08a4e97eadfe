using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Ordering.Domain;

/// <summary>A product as the catalogue last published it.</summary>
public sealed class Listing
{
    public required Guid ProductId { get; init; }

    public required long Version { get; init; }

    public required Guid SupplierId { get; init; }

    public required string Name { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    public required RegionPath OriginPath { get; init; }

    public required string OriginName { get; init; }

    public Recognition? Recognition { get; init; }

    /// <summary>The parts of several origins that a gift set has; null when all comes from the origin above.</summary>
    public IReadOnlyList<OriginPart>? Origins { get; init; }

    public required TradeUnit Unit { get; init; }

    /// <summary>At least one, ordered by the quantity from which they apply.</summary>
    public required IReadOnlyList<PriceTier> PriceTiers { get; init; }

    public required bool IsOnOffer { get; init; }

    /// <summary>The least that can be ordered.</summary>
    public Quantity QuantityMin => PriceTiers[0].FromQuantity;

    /// <summary>The price of the tier that the quantity reaches.</summary>
    /// <param name="quantity">At least <see cref="QuantityMin"/>.</param>
    public UnitPrice PriceOf(Quantity quantity) => PriceTiers.Last(tier => tier.FromQuantity <= quantity).UnitPrice;

    /// <summary>What a line of so much is sold as, frozen from now on.</summary>
    /// <param name="quantity">At least <see cref="QuantityMin"/>.</param>
    /// <param name="supplier">As it is on the day.</param>
    /// <param name="charge">What the line is charged for; goods when null.</param>
    public GoodsFacts SoldAs(Quantity quantity, Supplier supplier, ChargeKind? charge = null) => new()
    {
        ProductId = ProductId,
        ListingVersion = Version,
        ProductName = Name,
        Category = Category,
        ProcessingLevel = ProcessingLevel,
        SupplierId = SupplierId,
        SupplierName = supplier.Name,
        OriginPath = OriginPath,
        OriginName = OriginName,
        Recognition = Recognition,
        Origins = Origins,
        Charge = charge,
        SupplierRegistrationPath = supplier.RegistrationPath,
        Unit = Unit,
        // What is donated is not paid (CR-02).
        UnitPrice = charge == ChargeKind.Donation ? default : PriceOf(quantity),
    };
}
