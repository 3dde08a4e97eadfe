using Marketplace.Catalog.Domain;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Messages;

/// <summary>The message that publishes a product.</summary>
static class ListingMessage
{
    /// <summary>The listing as it is now; the product's origin must be loaded.</summary>
    public static ListingPublished ToMessage(this Product product) => new()
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
        Origins = product.Components.Count == 0 ? null : [.. product.Components.OrderBy(component => component.ShareNo).Select(Part)],
        Charge = product.Charge,
        Agency = product.Agency,
        Unit = product.Unit,
        PriceTiers = product.PriceTiers,
        IsOnOffer = product.IsOnOffer,
        Delivery = product.Delivery,
    };

    static OriginPart Part(SetComponent component) => new()
    {
        ShareNo = component.ShareNo,
        Weight = component.Weight,
        OriginPath = component.Origin?.Path,
        OriginName = component.Origin?.Name,
        Recognition = component.Recognition,
    };
}
