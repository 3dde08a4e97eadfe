using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Ordering.Drafts;

/// <summary>DELETE /ordering/drafts/{draftId}. One that is ordered stays, as what its orders came from, until its time is over.</summary>
public static class DeleteDraft
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapDelete("/{draftId:guid}", HandleAsync)
        .WithName(nameof(DeleteDraft)).WithSummary("删除草稿 Delete a draft")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static async Task<NoContent> HandleAsync(Guid draftId, IfMatch seen, OrderingDb db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        db.Remove(await db.LockDraftAsync(draftId, seen, ct));
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }
}
