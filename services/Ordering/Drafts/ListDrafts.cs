using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Ordering.Drafts;

/// <summary>GET /ordering/drafts. The drafts of the caller's unit, newest first, without their lines.</summary>
public static class ListDrafts
{
    public static void Map(RouteGroupBuilder drafts) => drafts.MapGet("/", HandleAsync)
        .WithName(nameof(ListDrafts)).WithSummary("草稿列表 List drafts").For(DraftScope.Readers);

    static async Task<Ok<Page<DraftSummary>>> HandleAsync(
        [AsParameters] PageQuery page, OrderingDb db, CancellationToken ct, bool? isOrdered = null)
    {
        var drafts = db.Drafts.AsNoTracking();
        if (isOrdered is { } asked)
        {
            drafts = drafts.Where(draft => draft.OrderedAt != null == asked);
        }

        return TypedResults.Ok(await drafts
            .Select(draft => new Listed<Draft> { At = draft.CreatedAt, Id = draft.DraftId, Row = draft })
            .PageAsync(page, DraftSummary.Of, ct));
    }
}
