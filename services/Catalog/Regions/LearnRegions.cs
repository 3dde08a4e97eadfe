using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Regions;

/// <summary>
/// ← RegionsPublished. Keeps this service's copy of the tree. When a region gets another name or place, the suppliers and listings that
/// name it are published again, so that later orders freeze the names of their day.
/// </summary>
public sealed class LearnRegions(CatalogDb db) : IConsume<RegionsPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<RegionsPublished> messages, CancellationToken ct)
    {
        var published = messages.SelectMany(message => message.Regions).Select(ToRegion);
        var kept = await db.KeepNewestAsync(published, region => region.Id, region => region.Version, ct);
        string[] changed =
        [
            .. kept.Where(row => row.Before is { } before && (before.Name != row.Now.Name || before.Path != row.Now.Path))
                .Select(row => row.Now.Id),
        ];
        if (changed.Length > 0)
        {
            await RepublishSuppliersAsync(changed, ct);
            await RepublishListingsAsync(changed, ct);
        }
    }

    static Region ToRegion(RegionsPublished.Region published) => new()
    {
        Id = published.RegionId,
        Version = published.Version,
        Code = published.Code,
        Name = published.Name,
        Level = published.Level,
        EndedOn = published.EndedOn,
        PathValue = published.Path.Value,
    };

    async Task RepublishSuppliersAsync(string[] changed, CancellationToken ct)
    {
        var affected = db.Suppliers.Where(s => changed.Contains(s.RegistrationRegionId) || changed.Contains(s.OperatingRegionId));
        await db.LockAsync<Supplier>(await affected.Select(s => s.Id).ToListAsync(ct), ct);
        foreach (var supplier in await affected.Include(s => s.Registration).Include(s => s.Operating).ToListAsync(ct))
        {
            supplier.RegionChanged();
            db.Publish(supplier.ToMessage());
        }
    }

    async Task RepublishListingsAsync(string[] changed, CancellationToken ct)
    {
        var affected = db.Products.Where(p => changed.Contains(p.OriginId)
            || p.Components.Any(component => component.OriginId != null && changed.Contains(component.OriginId)));
        await db.LockAsync<Product>(await affected.Select(p => p.Id).ToListAsync(ct), ct);
        foreach (var product in await affected.Include(p => p.Origin).ToListAsync(ct))
        {
            product.OriginChanged();
            db.Publish(product.ToMessage());
        }
    }
}
