using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Products;
using Marketplace.Catalog.Storage;
using Marketplace.Catalog.Suppliers;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Regions;

/// <summary>
/// ← RegionsPublished. Keeps this service's copy of the tree; when a region gets another name or place, the suppliers and listings that
/// name it are told anew, so that coming orders freeze the names of their day.
/// </summary>
public sealed class LearnRegions(CatalogDb db) : IConsume<RegionsPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<RegionsPublished> messages, CancellationToken ct)
    {
        // The whole tree is some thousand rows, and is published whole: asking for single ones would be the longer query.
        var known = await db.Regions.ToDictionaryAsync(region => region.Id, ct);
        List<string> changed = [];
        foreach (var told in messages.SelectMany(message => message.Regions).GroupBy(region => region.RegionId))
        {
            var news = told.MaxBy(region => region.Version)!;
            if (!known.TryGetValue(news.RegionId, out var region))
            {
                db.Add(Region.New(news.RegionId, news.Version, news.Code, news.Name, news.Level, news.Path));
            }
            else if (region.Learn(news.Version, news.Code, news.Name, news.Level, news.Path))
            {
                changed.Add(region.Id);
            }
        }

        if (changed.Count > 0)
        {
            await RepublishSuppliersAsync(changed, ct);
            await RepublishListingsAsync(changed, ct);
        }
    }

    async Task RepublishSuppliersAsync(List<string> changed, CancellationToken ct)
    {
        var affected = db.Suppliers.Where(s => changed.Contains(s.RegistrationRegionId) || changed.Contains(s.OperatingRegionId));
        await db.LockAsync<Supplier>(await affected.Select(s => s.Id).ToListAsync(ct), ct);
        foreach (var supplier in await affected.ToListAsync(ct))
        {
            supplier.RegionChanged();
            db.Publish(SupplierMessage.Of(supplier));
        }
    }

    async Task RepublishListingsAsync(List<string> changed, CancellationToken ct)
    {
        var affected = db.Products.Where(p => changed.Contains(p.OriginId)
            || p.Components.Any(component => component.OriginId != null && changed.Contains(component.OriginId)));
        await db.LockAsync<Product>(await affected.Select(p => p.Id).ToListAsync(ct), ct);
        foreach (var product in await affected.ToListAsync(ct))
        {
            product.OriginChanged();
            db.Publish(ListingMessage.Of(product));
        }
    }
}
