using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Recognitions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Products;

/// <summary>A product with its supplier, its origin, and what its batches can still supply, read in one query.</summary>
sealed record StockedProduct(Product Product, long AvailableThousandths)
{
    public Quantity Available => new(AvailableThousandths);

    /// <summary>The product with its certificates, as <see cref="RecognitionRegister"/> reads them.</summary>
    public ProductView View(ILookup<Guid, RecognitionRecord> certificates, DateOnly today) =>
        ProductView.Of(Product, Available) with { Certificates = CertificateView.OfProduct(certificates, Product, today) };

    /// <summary>Who may hold certificates of these products.</summary>
    public static IEnumerable<Guid> HoldersOf(IEnumerable<StockedProduct> products) =>
        products.Select(stocked => stocked.Product.PrincipalId ?? stocked.Product.SupplierId);

    /// <summary>Filter, order and limit before; nothing after this can be translated to SQL.</summary>
    public static IQueryable<StockedProduct> Of(CatalogDb db, IQueryable<Product> products) =>
        products.Include(product => product.Supplier).Include(product => product.Origin).Select(product => new StockedProduct(
            product,
            db.Batches.Where(batch => batch.ProductId == product.Id)
                .Sum(batch => EF.Property<long>(batch, CatalogDb.AvailableThousandths))));
}
