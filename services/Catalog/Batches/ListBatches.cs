using System.Globalization;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Products;
using Marketplace.Catalog.Recognitions;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Access;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Batches;

/// <summary>GET /catalog/products/{productId}/batches: in the order in which they are sold, earliest harvest first.</summary>
public static class ListBatches
{
    public static void Map(RouteGroupBuilder products) => products.MapGet("/{productId:guid}/batches", HandleAsync)
        .WithName(nameof(ListBatches)).WithSummary("批次列表 List the batches of a product").ForEveryRole()
        .RecordsAccess<CatalogDb>("batch");

    static async Task<Ok<Page<BatchView>>> HandleAsync(
        Guid productId, [AsParameters] PageQuery page, CatalogDb db, Caller caller, ReadAccess access, TimeProvider clock,
        CancellationToken ct)
    {
        var product = await db.Products.AsNoTracking().Include(p => p.Origin).SingleOrDefaultAsync(p => p.Id == productId, ct)
            ?? throw ProductRules.NotFound();
        var seenAs = BatchView.ViewersOf(product, caller);
        var batches = db.Batches.AsNoTracking().Where(b => b.ProductId == productId);
        if (Cursor.Decode(page.After, 2) is [var lastDay, var lastId])
        {
            var (day, id) = (Cursor.Day(lastDay), Cursor.Id(lastId));
            batches = batches.Where(b => b.HarvestUntil > day || (b.HarvestUntil == day && b.Id > id));
        }

        var found = await batches.OrderBy(b => b.HarvestUntil).ThenBy(b => b.Id).Take(page.Size + 1).ToListAsync(ct);
        var today = BusinessDay.Of(clock.GetUtcNow());
        Guid[] ids = [.. found.Select(batch => batch.Id)];
        var certificates = await db.RecognitionRecords.AsNoTracking()
            .Where(record => record.BatchId != null && ids.Contains(record.BatchId.Value) && !record.IsDeclined)
            .OrderBy(record => record.Id).ToListAsync(ct);
        return TypedResults.Ok(access.OfList(Page.Of(found, page.Size, View, batch => Cursor.Encode(
            batch.HarvestUntil.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), batch.Id.ToString()))));

        BatchView View(Batch batch) =>
            BatchView.Of(batch, seenAs) with { Certificates = CertificateView.OfBatch(certificates, batch.Id, today) };
    }
}
