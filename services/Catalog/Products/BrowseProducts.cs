using Marketplace.Catalog.Domain;
using Marketplace.Catalog.NegativeList;
using Marketplace.Catalog.Recognitions;
using Marketplace.Catalog.Regions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Products;

/// <summary>
/// GET /catalog/products: what is on offer and not on the negative list, and to a supplier also what it has withdrawn; by id, which is
/// roughly the order of listing.
/// </summary>
public static class BrowseProducts
{
    /// <summary>How many pairs of a searched text are looked up in the hope of a rare one.</summary>
    const int PairsMax = 4;

    /// <summary>A pair is rare when no more products than this have it.</summary>
    const int ProductsFew = 500;

    /// <summary>What to look for; absent filters let everything through.</summary>
    /// <param name="Q">Part of the name, whatever its letter case, width and spaces.</param>
    /// <param name="Origin">A region: products from there, that is from any county in it.</param>
    /// <param name="Category">The kind of goods.</param>
    /// <param name="SupplierId">Whose products.</param>
    public sealed record Filter(string? Q = null, string? Origin = null, ProductCategory? Category = null, Guid? SupplierId = null)
        : IChecked
    {
        public void Check(Checks checks)
        {
            checks.TextOrNone(Q, "q", max: 100);
            checks.TextOrNone(Origin, "origin", max: 40);
            checks.That(
                Category is null || Enum.IsDefined(Category.Value),
                "category",
                "parameter_invalid",
                "没有这个商品类别，可选值见接口文档。",
                "There is no such category; the interface documentation lists them.");
        }
    }

    public static void Map(RouteGroupBuilder products) => products.MapGet("/", HandleAsync)
        .WithName(nameof(BrowseProducts)).WithSummary("浏览和搜索商品 Browse and search products").ForEveryRole();

    static async Task<Ok<Page<ProductView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var own = caller.Has(Roles.Supplier) ? caller.Org : null;
        var today = BusinessDay.Of(clock.GetUtcNow());
        var banned = db.NegativeListingsOn(today).Select(entry => entry.SubjectId);
        var products = db.Products.AsNoTracking().Where(p => p.SupplierId == own
            || (p.IsOnOffer && !banned.Contains(p.Id) && !banned.Contains(p.SupplierId)
                && (p.PrincipalId == null || (!banned.Contains(p.PrincipalId!.Value) && !banned.Contains(p.PrincipalProductId!.Value)))));
        if (Cursor.Decode(page.After, 1) is [var last])
        {
            var after = Cursor.Id(last);
            products = products.Where(p => p.Id > after);
        }

        products = await FilteredAsync(products, filter, db, ct);
        var found = await StockedProduct.Of(db, products.OrderBy(p => p.Id).Take(page.Size + 1)).ToListAsync(ct);
        var certificates = await db.CertificatesAsync(StockedProduct.HoldersOf(found), ct);
        return TypedResults.Ok(Page.Of(
            found, page.Size, stocked => stocked.View(certificates, today), stocked => Cursor.Encode(stocked.Product.Id.ToString())));
    }

    static async Task<IQueryable<Product>> FilteredAsync(IQueryable<Product> products, Filter filter, CatalogDb db, CancellationToken ct)
    {
        if (filter.SupplierId is { } supplierId)
        {
            products = products.Where(p => p.SupplierId == supplierId);
        }

        if (filter.Category is { } category)
        {
            products = products.Where(p => p.Category == category);
        }

        if (filter.Origin is { } origin)
        {
            // The ids are given as values: from them the database knows how many products to expect, from a subquery it doesn't.
            var region = await db.RegionNamedAsync(origin, "origin", ct);
            var within = region.Level == RegionLevel.County
                ? [origin]
                : await db.Regions.Where(r => r.PathValue.StartsWith(region.PathValue)).Select(r => r.Id).ToListAsync(ct);
            products = products.Where(p => within.Contains(p.OriginId));
        }

        if (filter.Q is { } q)
        {
            var text = SearchText.Of(q);
            products = await WithPairsAsync(products, SearchText.Pairs(text), db, ct);
            products = products.Where(p => p.SearchName.Contains(text));
        }

        return products;
    }

    /// <summary>
    /// Narrows the search by a rare pair, whose products are looked up at once. When all are frequent, the first is left to the
    /// database; a single character has no pair, but products with it are soon found.
    /// </summary>
    static async Task<IQueryable<Product>> WithPairsAsync(
        IQueryable<Product> products, IReadOnlyList<string> pairs, CatalogDb db, CancellationToken ct)
    {
        foreach (var pair in pairs.Take(PairsMax))
        {
            var found = await db.ProductPairs.Where(row => row.Pair == pair).Select(row => row.ProductId)
                .OrderBy(id => id).Take(ProductsFew + 1).ToListAsync(ct);
            if (found.Count <= ProductsFew)
            {
                return products.Where(p => found.Contains(p.Id));
            }
        }

        return pairs is [var first, ..]
            ? products.Where(p => db.ProductPairs.Where(row => row.Pair == first).Select(row => row.ProductId).Contains(p.Id))
            : products;
    }
}
