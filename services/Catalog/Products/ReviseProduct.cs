using Marketplace.Catalog.Storage;
using Marketplace.Catalog.Suppliers;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Products;

/// <summary>PUT /catalog/products/{productId} → ListingPublished. What it is, its unit and its origin stay as they are.</summary>
public static class ReviseProduct
{
    public sealed record Request : IChecked
    {
        public required string Name { get; init; }

        public Recognition? Recognition { get; init; }

        public required IReadOnlyList<PriceTier> PriceTiers { get; init; }

        /// <summary>False withdraws it: it can't be ordered until it is put on offer again.</summary>
        public required bool IsOnOffer { get; init; }

        public void Check(Checks checks)
        {
            ListingChecks.Name(checks, Name);
            ListingChecks.Recognition(checks, Recognition);
            ListingChecks.PriceTiers(checks, PriceTiers);
        }
    }

    public static void Map(RouteGroupBuilder products) => products.MapPut("/{productId:guid}", HandleAsync)
        .WithName(nameof(ReviseProduct)).WithSummary("修改商品 Revise a product").For(Roles.Supplier);

    static async Task<EtagOk<ProductView>> HandleAsync(
        Guid productId, Request request, IfMatch ifMatch, CatalogDb db, Caller caller, CancellationToken ct)
    {
        var stocked = await StockedProduct.Of(db, db.Products.Where(p => p.Id == productId)).SingleOrDefaultAsync(ct)
            ?? throw ProductRules.NotFound();
        var product = stocked.Product;
        SupplierRules.RequireOwn(caller, product.SupplierId);
        SupplierRules.RequireActive(product.Supplier);
        ifMatch.Require(product.Version);
        if (product.Revise(request.Name, request.Recognition, request.PriceTiers, request.IsOnOffer))
        {
            await IndexAsync(db, productId, ProductPair.Of(product), ct);
        }

        db.Publish(ListingNews.Of(product));
        await db.SaveChangesAsync(ct);
        return Etag.Ok(stocked.View, product.Version);
    }

    static async Task IndexAsync(CatalogDb db, Guid productId, IEnumerable<ProductPair> wanted, CancellationToken ct)
    {
        var known = await db.ProductPairs.Where(pair => pair.ProductId == productId)
            .ToDictionaryAsync(pair => pair.Pair, StringComparer.Ordinal, ct);
        db.AddRange(wanted.Where(pair => !known.Remove(pair.Pair)));
        db.RemoveRange(known.Values);
    }
}
