using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Gifts;

/// <summary>GET /ordering/gift-lists/{listId}. What it orders for how many, what it costs a head, and what speaks against it.</summary>
public static class GetGiftList
{
    public static void Map(RouteGroupBuilder lists) => lists.MapGet("/{listId:guid}", HandleAsync)
        .WithName(nameof(GetGiftList)).WithSummary("查看慰问品名册 Get a gift list").For(GiftScope.Readers);

    static async Task<VersionedOk<GiftListView>> HandleAsync(Guid listId, OrderingDb db, GiftLists lists, CancellationToken ct)
    {
        var list = await db.GiftListAsync(listId, ct);
        return Etag.VersionedOk(await lists.ViewAsync(list, ct), list.Version);
    }
}
