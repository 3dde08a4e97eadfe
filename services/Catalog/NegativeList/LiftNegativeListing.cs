using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Messages;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.NegativeList;

/// <summary>
/// POST /catalog/negative-list/{listingId}/lifting → NegativeListingPublished. By the office that listed it or one above, from today on:
/// what was confirmed meanwhile stays without credit (CR-05f).
/// </summary>
public static partial class LiftNegativeListing
{
    public sealed record Request : IChecked
    {
        public required string Reason { get; init; }

        /// <summary>The document that it rests on.</summary>
        public required string Document { get; init; }

        public void Check(Checks checks)
        {
            checks.Text(Reason, "reason", max: 500);
            checks.Text(Document, "document", max: 200);
        }
    }

    public static void Map(RouteGroupBuilder negativeList) => negativeList.MapPost("/{listingId:guid}/lifting", HandleAsync)
        .WithName(nameof(LiftNegativeListing)).WithSummary("移出负面清单 Lift an entry of the negative list")
        .For(Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<EtagOk<NegativeListingView>> HandleAsync(
        Guid listingId, Request request, CatalogDb db, Authority authority, TimeProvider clock, ILogger<NegativeListing> logger,
        CancellationToken ct)
    {
        await db.LockAsync<NegativeListing>([listingId], ct);
        var listing = await db.NegativeListings.SingleOrDefaultAsync(known => known.Id == listingId, ct)
            ?? throw NegativeListRules.NotFound();
        authority.Require(listing.AuthorityPath);
        var today = BusinessDay.Of(clock.GetUtcNow());
        if (listing.LiftedFrom is not null || listing.ValidUntil < today)
        {
            throw new RuleBrokenException("listing_over", "该条已期满或已移出。", "The entry is over or was lifted already.");
        }

        listing.Lift(today, request.Reason, request.Document);
        db.Publish(listing.ToMessage());
        await db.SaveChangesAsync(ct);
        Lifted(logger, listing.Subject, listing.SubjectId, request.Reason);
        return Etag.Ok(NegativeListingView.Of(listing, today), listing.Version);
    }

    [LoggerMessage(LogLevel.Information, "{Subject} {SubjectId} is off the negative list: {Reason}")]
    static partial void Lifted(ILogger logger, Contracts.Catalog.NegativeListSubject subject, Guid subjectId, string reason);
}
