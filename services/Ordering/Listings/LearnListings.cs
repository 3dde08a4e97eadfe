using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Listings;

/// <summary>← ListingPublished. What may be ordered, and at what price.</summary>
public sealed class LearnListings(OrderingDb db, ShortLivedCache<Guid, Listing> kept) : IConsume<ListingPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<ListingPublished> messages, CancellationToken ct)
    {
        List<Listing> newest = [.. messages.GroupBy(message => message.ProductId).Select(group => Of(group.MaxBy(message => message.Version)!))];
        Guid[] ids = [.. newest.Select(listing => listing.ProductId)];
        var known = await db.Listings.Where(row => ids.Contains(row.ProductId)).ToDictionaryAsync(row => row.ProductId, ct);
        foreach (var listing in newest)
        {
            db.Learn(known.GetValueOrDefault(listing.ProductId), listing, row => row.Version);
        }

        kept.Forget(ids);
    }

    static Listing Of(ListingPublished published) => new()
    {
        ProductId = published.ProductId,
        Version = published.Version,
        SupplierId = published.SupplierId,
        Name = published.Name,
        Category = published.Category,
        ProcessingLevel = published.ProcessingLevel,
        OriginPath = published.OriginPath,
        OriginName = published.OriginName,
        Recognition = published.Recognition,
        Origins = published.Origins,
        Unit = published.Unit,
        PriceTiers = published.PriceTiers,
        IsOnOffer = published.IsOnOffer,
    };
}
