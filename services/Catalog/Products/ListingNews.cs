using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Products;

/// <summary>What others are told of a product.</summary>
static class ListingNews
{
    /// <summary>The listing as it is now; the product's origin must be loaded.</summary>
    public static ListingPublished Of(Product product) => new()
    {
        ProductId = product.Id,
        Version = product.Version,
        SupplierId = product.SupplierId,
        Name = product.Name,
        Category = product.Category,
        ProcessingLevel = product.ProcessingLevel,
        OriginPath = product.Origin.Path,
        OriginName = product.Origin.Name,
        Recognition = product.Recognition,
        Unit = product.Unit,
        PriceTiers = product.PriceTiers,
        IsOnOffer = product.IsOnOffer,
    };
}
