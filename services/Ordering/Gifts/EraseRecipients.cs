using Marketplace.Contracts;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>POST /ordering/gift-lists/{listId}/erasure. Erases all names of a list that is ordered, before its time is over.</summary>
public static class EraseRecipients
{
    public static void Map(RouteGroupBuilder lists) => lists.MapPost("/{listId:guid}/erasure", HandleAsync)
        .WithName(nameof(EraseRecipients)).WithSummary("清除名册的个人信息 Erase the names of a gift list")
        .WithDescription("Names, staff numbers and telephones are gone for good; what people got still counts against the limit. Happens "
            + $"by itself {ForgetRecipients.KeepDays} days after the list was ordered.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation).RequireIdempotencyKey<OrderingDb>();

    static async Task<VersionedOk<GiftListView>> HandleAsync(
        Guid listId, IfMatch seen, OrderingDb db, GiftLists lists, TimeProvider clock, CancellationToken ct)
    {
        var list = await db.LockGiftListAsync(listId, seen, ct);
        if (list.OrderedAt is null)
        {
            throw new RuleBrokenException(
                "gift_list_not_ordered",
                "名册尚未下单；如不再需要，请直接删除名册。",
                "The list is not ordered; delete it if it is not needed.");
        }

        await db.GiftRecipients.Where(row => row.ListId == listId).EraseAsync(ct);
        list.Erase(clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        return Etag.VersionedOk(await lists.ViewAsync(list, ct), list.Version);
    }

    /// <summary>Erases what names people.</summary>
    internal static Task<int> EraseAsync(this IQueryable<GiftRecipient> recipients, CancellationToken ct) => recipients.ExecuteUpdateAsync(
        row => row.SetProperty(recipient => recipient.Name, (string?)null)
            .SetProperty(recipient => recipient.StaffNo, (string?)null)
            .SetProperty(recipient => recipient.Phone, (string?)null),
        ct);
}
