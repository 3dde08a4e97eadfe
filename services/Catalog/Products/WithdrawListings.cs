using System.Linq.Expressions;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Products;

/// <summary>Takes listings off the shelf that may not be sold any more.</summary>
static class WithdrawListings
{
    /// <summary>Withdraws those of these products that are on offer → ListingPublished. Their suppliers put them on offer again.</summary>
    public static async Task WithdrawListingsAsync(
        this CatalogDb db, Expression<Func<Product, bool>> which, CancellationToken ct)
    {
        var products = db.Products.Where(which);
        await db.LockAsync<Product>(await products.Select(product => product.Id).ToListAsync(ct), ct);
        foreach (var product in await products.Where(product => product.IsOnOffer).Include(product => product.Origin).ToListAsync(ct))
        {
            product.Withdraw();
            db.Publish(product.ToMessage());
        }
    }
}
