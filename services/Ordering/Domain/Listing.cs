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

    /// <summary>Its name as names are compared (CR-22).</summary>
    public required string NameForm { get; init; }

    /// <summary>Its first and its last two characters, by which similar names are found: a place comes first, the kind last.</summary>
    public required string NameStart { get; init; }

    /// <inheritdoc cref="NameStart"/>
    public required string NameEnd { get; init; }

    public required ProductCategory Category { get; init; }

    public required ProcessingLevel ProcessingLevel { get; init; }

    public required RegionPath OriginPath { get; init; }

    public required string OriginName { get; init; }

    public Recognition? Recognition { get; init; }

    /// <summary>The parts of several origins that a gift set has; null when all comes from the origin above.</summary>
    public IReadOnlyList<OriginPart>? Origins { get; init; }

    /// <summary>What it is charged for when it isn't goods; null for goods.</summary>
    public ChargeKind? Charge { get; init; }

    /// <summary>Of an agent's listing: whose product it sells and on which days it may; null when the supplier sells its own.</summary>
    public Agency? Agency { get; init; }

    public required TradeUnit Unit { get; init; }

    /// <summary>At least one, ordered by the quantity from which they apply.</summary>
    public required IReadOnlyList<PriceTier> PriceTiers { get; init; }

    public required bool IsOnOffer { get; init; }

    /// <summary>From which day on, where and in which quantities it can be had; null when not limited.</summary>
    public DeliveryTerms? Delivery { get; init; }

    /// <summary>The least that can be ordered.</summary>
    public Quantity QuantityMin => PriceTiers[0].FromQuantity;

    /// <summary>The price of the tier that the quantity reaches.</summary>
    /// <param name="quantity">At least <see cref="QuantityMin"/>.</param>
    public UnitPrice PriceOf(Quantity quantity) => PriceTiers.Last(tier => tier.FromQuantity <= quantity).UnitPrice;

    /// <summary>What a line of so much is sold as at the listing's price, frozen from now on.</summary>
    /// <param name="quantity">At least <see cref="QuantityMin"/>.</param>
    /// <param name="supplier">As it is on the day.</param>
    public GoodsFacts SoldAs(Quantity quantity, Supplier supplier) => Sold(supplier, PriceOf(quantity), Charge, contractPrice: null);

    /// <summary>What a line is sold as at the price that its supplier quoted to the buyer, frozen from now on.</summary>
    /// <param name="quoted">A line of a quotation about this product.</param>
    /// <param name="supplier">As it is on the day.</param>
    public GoodsFacts SoldAs(QuotationLine quoted, Supplier supplier) =>
        Sold(supplier, quoted.UnitPrice, quoted.IsDonation ? ChargeKind.Donation : Charge, quoted.ContractPrice);

    GoodsFacts Sold(Supplier supplier, UnitPrice price, ChargeKind? charge, ContractPrice? contractPrice) => new()
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
        Agency = Agency,
        SupplierRegistrationPath = supplier.RegistrationPath,
        ContractPrice = contractPrice,
        Unit = Unit,
        UnitPrice = price,
    };
}
