using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Listings;

/// <summary>What can be ordered: listings and their suppliers as far as they have been learned.</summary>
public sealed class KnownOffers(OrderingDb db, ShortLivedCache<Guid, Listing> listings, ShortLivedCache<Guid, Supplier> suppliers)
{
    /// <summary>The listings of these products and the suppliers of those listings; what is not known is left out.</summary>
    public async Task<(Dictionary<Guid, Listing> Listings, Dictionary<Guid, Supplier> Suppliers)> OfAsync(
        IReadOnlyList<Guid> productIds, CancellationToken ct)
    {
        var known = await listings.GetAsync(
            productIds,
            ids => db.Listings.AsNoTracking().Where(row => ids.Contains(row.ProductId)).ToListAsync(ct),
            row => row.ProductId);
        var sellers = await suppliers.GetAsync(
            known.Values.Select(listing => listing.SupplierId),
            ids => db.Suppliers.AsNoTracking().Where(row => ids.Contains(row.SupplierId)).ToListAsync(ct),
            row => row.SupplierId);
        return (known, sellers);
    }
}
