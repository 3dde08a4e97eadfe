using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Listings;

/// <summary>← SupplierPublished. The name that is frozen into orders, and whether the supplier may sell.</summary>
public sealed class LearnSuppliers(OrderingDb db, ShortLivedCache<Guid, Supplier> kept) : IConsume<SupplierPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<SupplierPublished> messages, CancellationToken ct)
    {
        List<Supplier> newest = [.. messages.GroupBy(message => message.SupplierId).Select(group => Of(group.MaxBy(message => message.Version)!))];
        Guid[] ids = [.. newest.Select(supplier => supplier.SupplierId)];
        var known = await db.Suppliers.Where(row => ids.Contains(row.SupplierId)).ToDictionaryAsync(row => row.SupplierId, ct);
        foreach (var supplier in newest)
        {
            db.Learn(known.GetValueOrDefault(supplier.SupplierId), supplier, row => row.Version);
        }

        kept.Forget(ids);
    }

    static Supplier Of(SupplierPublished published) => new()
    {
        SupplierId = published.SupplierId,
        Version = published.Version,
        Name = published.Name,
        RegistrationPath = published.RegistrationPath,
        IsActive = published.IsActive,
    };
}
