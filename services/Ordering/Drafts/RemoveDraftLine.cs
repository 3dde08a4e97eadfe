using Marketplace.Contracts;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Drafts;

/// <summary>DELETE /ordering/drafts/{draftId}/lines/{lineNumber}. Takes a line out; the others keep their numbers.</summary>
public static class RemoveDraftLine
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapDelete("/{draftId:guid}/lines/{lineNumber:int}", HandleAsync)
        .WithName(nameof(RemoveDraftLine)).WithSummary("删除草稿中的一行 Take a line out of a draft")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation);

    static async Task<EtagOk<DraftView>> HandleAsync(
        Guid draftId, int lineNumber, IfMatch seen, OrderingDb db, DraftViews views, TimeProvider clock, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var draft = await db.LockDraftAsync(draftId, seen, ct);
        draft.Remove(draft.Line(lineNumber), clock.NowToTheMillisecond());
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        return Etag.Ok(await views.OfAsync(draft, ct), draft.Version);
    }
}
