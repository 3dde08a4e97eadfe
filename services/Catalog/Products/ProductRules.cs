using Marketplace.Platform.Refusals;

namespace Marketplace.Catalog.Products;

/// <summary>What endpoints that name a product have in common.</summary>
static class ProductRules
{
    public static NotFoundException NotFound() => new(
        "product_not_found", "没有这个商品，请核对标识。", "There is no such product; check the id.");
}
