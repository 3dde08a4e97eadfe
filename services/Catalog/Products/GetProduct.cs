using Marketplace.Catalog.Recognitions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Products;

/// <summary>GET /catalog/products/{productId}. A withdrawn product is shown too: orders refer to it.</summary>
public static class GetProduct
{
    public static void Map(RouteGroupBuilder products) => products.MapGet("/{productId:guid}", HandleAsync)
        .WithName(nameof(GetProduct)).WithSummary("查看商品 Get a product").ForEveryRole();

    static async Task<VersionedOk<ProductView>> HandleAsync(
        Guid productId, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        var stocked = await StockedProduct.Of(db, db.Products.AsNoTracking().Where(p => p.Id == productId)).SingleOrDefaultAsync(ct)
            ?? throw ProductRules.NotFound();

        // The version is what a revision has to match. It says nothing about stock, so no answer may be "not modified".
        var certificates = await db.CertificatesAsync(StockedProduct.HoldersOf([stocked]), ct);
        return Etag.VersionedOk(stocked.View(certificates, BusinessDay.Of(clock.GetUtcNow())), stocked.Product.Version);
    }
}
