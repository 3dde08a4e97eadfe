using Marketplace.Catalog.Domain;
using Marketplace.Contracts.Catalog;

namespace Marketplace.Catalog.Messages;

/// <summary>The message that publishes an entry of the negative list.</summary>
static class NegativeListingMessage
{
    public static NegativeListingPublished ToMessage(this NegativeListing listing) => new()
    {
        ListingId = listing.Id,
        Version = listing.Version,
        Subject = listing.Subject,
        SubjectId = listing.SubjectId,
        SubjectName = listing.SubjectName,
        ValidFrom = listing.ValidFrom,
        ValidUntil = listing.ValidUntil,
        LiftedFrom = listing.LiftedFrom,
        Reason = listing.Reason,
        Document = listing.LiftingDocument ?? listing.Document,
    };
}
