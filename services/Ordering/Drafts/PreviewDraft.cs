using Marketplace.Ordering.Storage;
using Marketplace.Platform.Web;

namespace Marketplace.Ordering.Drafts;

/// <summary>
/// GET /ordering/drafts/{draftId}/preview. What the draft would be as orders: prices by tier, earliest days, sums, and all that speaks
/// against it, by the rules by which orders are placed. Nothing is changed.
/// </summary>
public static class PreviewDraft
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapGet("/{draftId:guid}/preview", HandleAsync)
        .WithName(nameof(PreviewDraft)).WithSummary("预览草稿 What a draft would be as orders")
        .WithDescription("Prices are those of now; order with the amount that was previewed. What a line would count for is told by POST "
            + "/credits/assessments, which takes its goods as they stand here.")
        .For(DraftScope.Readers);

    static async Task<VersionedOk<DraftPreview>> HandleAsync(Guid draftId, OrderingDb db, DraftOrders orders, CancellationToken ct)
    {
        var draft = await db.DraftAsync(draftId, ct);
        var assembled = await orders.AssembleAsync(draft, agreed: null, ct);
        return Etag.VersionedOk(await orders.PreviewAsync(draft, assembled, ct), draft.Version);
    }
}
