using Marketplace.Catalog.Domain;

namespace Marketplace.Catalog.Storage;

/// <summary>A row of the search index: the product's name has this pair of neighbouring characters.</summary>
public sealed class ProductPair
{
    public required string Pair { get; init; }

    public required Guid ProductId { get; init; }

    /// <summary>The rows of a product under its present name.</summary>
    public static IEnumerable<ProductPair> Of(Product product) =>
        SearchText.Pairs(product.SearchName).Select(pair => new ProductPair { Pair = pair, ProductId = product.Id });
}
