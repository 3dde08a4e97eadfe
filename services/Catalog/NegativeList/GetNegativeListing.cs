using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.NegativeList;

/// <summary>GET /catalog/negative-list/{listingId}.</summary>
public static class GetNegativeListing
{
    public static void Map(RouteGroupBuilder negativeList) => negativeList.MapGet("/{listingId:guid}", HandleAsync)
        .WithName(nameof(GetNegativeListing)).WithSummary("查看负面清单条目 Get an entry of the negative list").ForEveryRole();

    static async Task<EtagOk<NegativeListingView>> HandleAsync(Guid listingId, CatalogDb db, TimeProvider clock, CancellationToken ct)
    {
        var listing = await db.NegativeListings.AsNoTracking().SingleOrDefaultAsync(known => known.Id == listingId, ct)
            ?? throw NegativeListRules.NotFound();
        return Etag.Ok(NegativeListingView.Of(listing, BusinessDay.Of(clock.GetUtcNow())), listing.Version);
    }
}
