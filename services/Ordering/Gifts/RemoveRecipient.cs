using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Gifts;

/// <summary>
/// DELETE /ordering/gift-lists/{listId}/recipients/{number}. Takes somebody out of a list that is not ordered; of one that is, what names
/// them is erased, and what they got still counts against the limit.
/// </summary>
public static class RemoveRecipient
{
    public static void Map(RouteGroupBuilder lists) => lists.MapDelete("/{listId:guid}/recipients/{number:int}", HandleAsync)
        .WithName(nameof(RemoveRecipient)).WithSummary("移出领取人或清除其个人信息 Take a recipient out, or erase who it is")
        .WithDescription("Once the list is ordered the row stays without name, staff number and telephone.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static async Task<NoContent> HandleAsync(Guid listId, int number, IfMatch seen, OrderingDb db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var list = await db.LockGiftListAsync(listId, seen, ct);
        var recipients = db.GiftRecipients.Where(row => row.ListId == listId && row.Number == number);
        var recipient = await recipients.AsNoTracking().SingleOrDefaultAsync(ct) ?? throw new NotFoundException(
            "recipient_not_found",
            $"名册中没有序号 {number}；请重新查看名册。",
            $"The list has no number {number}; look at it again.",
            "number");
        if (list.OrderedAt is null)
        {
            list.Reduce(recipient);
            await recipients.ExecuteDeleteAsync(ct);
        }
        else
        {
            list.Touch();
            await recipients.EraseAsync(ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
