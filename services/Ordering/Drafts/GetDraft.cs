using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Drafts;

/// <summary>GET /ordering/drafts/{draftId}. A draft with its lines, and what of them is still to be mended.</summary>
public static class GetDraft
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapGet("/{draftId:guid}", HandleAsync)
        .WithName(nameof(GetDraft)).WithSummary("查看草稿 A draft").For(DraftScope.Readers);

    static async Task<VersionedOk<DraftView>> HandleAsync(Guid draftId, OrderingDb db, DraftViews views, CancellationToken ct)
    {
        var draft = await db.DraftAsync(draftId, ct);
        return Etag.VersionedOk(await views.OfAsync(draft, ct), draft.Version);
    }
}
