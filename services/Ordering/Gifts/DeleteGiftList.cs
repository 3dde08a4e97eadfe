using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Gifts;

/// <summary>DELETE /ordering/gift-lists/{listId}. A list that is not ordered, with all that it says of people.</summary>
public static class DeleteGiftList
{
    public static void Map(RouteGroupBuilder lists) => lists.MapDelete("/{listId:guid}", HandleAsync)
        .WithName(nameof(DeleteGiftList)).WithSummary("删除慰问品名册 Delete a gift list")
        .WithDescription("One that is ordered stays, since it counts against the limit; its names can be erased.")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static async Task<NoContent> HandleAsync(Guid listId, IfMatch seen, OrderingDb db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var list = await db.LockGiftListAsync(listId, seen, ct);
        list.RequireOpen();
        db.Remove(list);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
