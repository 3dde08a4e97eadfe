using Marketplace.Contracts.Catalog;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Messaging;

namespace Marketplace.Ordering.Listings;

/// <summary>← NegativeListingPublished. What can't be ordered, and who can't order (CR-05f).</summary>
public sealed class LearnNegativeList(OrderingDb db, ShortLivedCache<Guid, KnownOffers.NegativeEntries> cache)
    : IConsume<NegativeListingPublished>
{
    public async Task ConsumeAsync(IReadOnlyList<NegativeListingPublished> messages, CancellationToken ct)
    {
        var kept = await db.KeepNewestAsync(messages.Select(ToListing), listing => listing.ListingId, listing => listing.Version, ct);
        cache.Forget(kept.Select(row => row.Now.SubjectId));
    }

    static NegativeListing ToListing(NegativeListingPublished published) => new()
    {
        ListingId = published.ListingId,
        Version = published.Version,
        SubjectId = published.SubjectId,
        SubjectName = published.SubjectName,
        Reason = published.Reason,
        ValidFrom = published.ValidFrom,
        ValidUntil = published.ValidUntil,
        LiftedFrom = published.LiftedFrom,
    };
}
