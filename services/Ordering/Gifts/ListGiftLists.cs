using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>GET /ordering/gift-lists. The gift lists of the caller's unit, newest first.</summary>
public static class ListGiftLists
{
    public static void Map(RouteGroupBuilder lists) => lists.MapGet("/", HandleAsync)
        .WithName(nameof(ListGiftLists)).WithSummary("慰问品名册列表 List gift lists").For(GiftScope.Readers);

    static async Task<Ok<Page<GiftListSummary>>> HandleAsync([AsParameters] PageQuery page, OrderingDb db, CancellationToken ct) =>
        TypedResults.Ok(await db.GiftLists.AsNoTracking()
            .Select(list => new Listed<GiftList> { At = list.CreatedAt, Id = list.ListId, Row = list })
            .PageAsync(page, GiftListSummary.Of, ct));
}
