using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recalls;

/// <summary>GET /catalog/recalls: the newest first; those that were lifted too.</summary>
public static class ListRecalls
{
    /// <summary>What to look for; absent filters let everything through.</summary>
    /// <param name="BatchId">Those that call back this batch.</param>
    /// <param name="SupplierId">Those of batches of this supplier.</param>
    /// <param name="Open">True for those that last, false for those that were lifted.</param>
    public sealed record Filter(Guid? BatchId = null, Guid? SupplierId = null, bool? Open = null);

    public static void Map(RouteGroupBuilder recalls) => recalls.MapGet("/", HandleAsync)
        .WithName(nameof(ListRecalls)).WithSummary("召回清单 List recalls").ForEveryRole();

    static async Task<Ok<Page<RecallView>>> HandleAsync(
        [AsParameters] Filter filter, [AsParameters] PageQuery page, CatalogDb db, CancellationToken ct)
    {
        var recalls = db.Recalls.AsNoTracking().Include(recall => recall.Batches).Where(recall =>
            (filter.SupplierId == null || recall.SupplierId == filter.SupplierId)
            && (filter.Open == null || recall.LiftedAt == null == filter.Open)
            && (filter.BatchId == null || recall.Batches.Any(batch => batch.BatchId == filter.BatchId)));
        var listed = recalls.Select(recall => new Listed<Recall> { At = recall.RecalledAt, Id = recall.RecallId, Row = recall });
        return TypedResults.Ok(await listed.PageAsync(page, RecallView.Of, ct));
    }
}
