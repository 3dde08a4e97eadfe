using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Listings;

/// <summary>← ListingPublished. What may be ordered, and at what price.</summary>
public sealed class LearnListings(OrderingDb db, ShortLivedCache<Guid, Listing> cache) : IConsume<ListingPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<ListingPublished> messages, CancellationToken ct)
    {
        var kept = await db.KeepNewestAsync(messages.Select(ToListing), listing => listing.ProductId, listing => listing.Version, ct);
        cache.Forget(kept.Select(row => row.Now.ProductId));
    }

    static Listing ToListing(ListingPublished published) => ToListing(published, NormalForm.Of(published.Name));

    static Listing ToListing(ListingPublished published, string form) => new()
    {
        ProductId = published.ProductId,
        Version = published.Version,
        SupplierId = published.SupplierId,
        Name = published.Name,
        NameForm = form,
        NameStart = SimilarNames.StartOf(form),
        NameEnd = SimilarNames.EndOf(form),
        Category = published.Category,
        ProcessingLevel = published.ProcessingLevel,
        OriginPath = published.OriginPath,
        OriginName = published.OriginName,
        Recognition = published.Recognition,
        Origins = published.Origins,
        Charge = published.Charge,
        Agency = published.Agency,
        Unit = published.Unit,
        PriceTiers = published.PriceTiers,
        IsOnOffer = published.IsOnOffer,
        Delivery = published.Delivery,
    };
}
