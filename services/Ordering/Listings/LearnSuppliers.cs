using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Listings;

/// <summary>← SupplierPublished. The name that is frozen into orders, and the days on which the supplier may not sell.</summary>
public sealed class LearnSuppliers(OrderingDb db, ShortLivedCache<Guid, Supplier> cache) : IConsume<SupplierPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<SupplierPublished> messages, CancellationToken ct)
    {
        var kept = await db.KeepNewestAsync(messages.Select(ToSupplier), supplier => supplier.SupplierId, supplier => supplier.Version, ct);
        cache.Forget(kept.Select(row => row.Now.SupplierId));
    }

    static Supplier ToSupplier(SupplierPublished published) => new()
    {
        SupplierId = published.SupplierId,
        Version = published.Version,
        Name = published.Name,
        RegistrationPath = published.RegistrationPath,
        Suspensions = [.. (published.Suspensions ?? []).Select(suspension => new Suspension(suspension.From, suspension.Until))],
    };
}
