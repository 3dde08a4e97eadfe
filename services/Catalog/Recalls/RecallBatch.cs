using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Recalls;

/// <summary>
/// POST /catalog/batches/{batchId}/recalls → RecallPublished. By the supplier, or by an office of the origin, which says on what document
/// it rests. From now on nothing more is sold of the batch, nor of what others bought from it to sell it on.
/// </summary>
public static partial class RecallBatch
{
    public sealed record Request : IChecked
    {
        /// <summary>Made by the caller.</summary>
        public required Guid RecallId { get; init; }

        /// <summary>What is wrong with the goods, 1 to 500 characters; everybody reads it.</summary>
        public required string Reason { get; init; }

        /// <summary>The report or order that it rests on; an office gives it.</summary>
        public string? Document { get; init; }

        public void Check(Checks checks)
        {
            checks.NewId(RecallId, "recallId");
            checks.Text(Reason, "reason", max: 500);
            checks.TextOrNone(Document, "document", 200);
        }
    }

    public static void Map(RouteGroupBuilder batches) => batches.MapPost("/{batchId:guid}/recalls", HandleAsync)
        .WithName(nameof(RecallBatch)).WithSummary("召回批次 Recall a batch")
        .For(Roles.Supplier, Roles.Official).Decided(DecidedBy.Region).RequireIdempotencyKey<CatalogDb>();

    static async Task<Created<RecallView>> HandleAsync(
        Guid batchId, Request request, CatalogDb db, Caller caller, Authority authority, TimeProvider clock, ILogger<Recall> logger,
        CancellationToken ct)
    {
        var productId = await db.Batches.Where(known => known.Id == batchId).Select(known => (Guid?)known.ProductId)
            .SingleOrDefaultAsync(ct) ?? throw NoBatch();
        var product = await db.Products.AsNoTracking().Include(known => known.Origin).Include(known => known.Supplier)
            .SingleAsync(known => known.Id == productId, ct);
        authority.SidesOf(new(
            [new("supplier", product.Origin.PathValue, product.SupplierId), new("origin", product.Origin.PathValue)]));
        var isByOffice = caller.Has(Roles.Official);
        if (isByOffice && string.IsNullOrWhiteSpace(request.Document))
        {
            throw new InvalidRequestException(
                "document_missing", "document", "主管部门召回须注明依据的文件或检验报告。", "An office names the order or report that its recall rests on.");
        }

        var batches = await LockWithResoldAsync(db, batchId, ct);
        await RequireNotRecalledAsync(db, batchId, ct);
        var recall = new Recall
        {
            RecallId = request.RecallId,
            BatchId = batchId,
            ProductId = product.Id,
            ProductName = product.Name,
            SupplierId = product.SupplierId,
            SupplierName = product.Supplier.Name,
            OriginPath = product.Origin.PathValue,
            OfficePath = isByOffice ? caller.OfficePath(product.Origin.PathValue) : null,
            Reason = request.Reason,
            Document = request.Document,
            RecalledBy = caller.Subject,
            RecalledAt = clock.NowToTheMillisecond(),
            Batches = [.. batches.Select(batch => new RecalledBatch { RecallId = request.RecallId, BatchId = batch.Id })],
        };
        batches.ForEach(batch => batch.IsRecalled = true);
        db.Add(recall);
        db.Publish(recall.ToMessage());
        await db.SaveChangesAsync(ct);
        Recalled(logger, batchId, batches.Count, request.Reason);
        return TypedResults.Created($"/catalog/recalls/{recall.RecallId}", RecallView.Of(recall));
    }

    /// <summary>
    /// The batch and all that was bought from it, and from that, locked: who offers more of it waits, and is refused then.
    /// </summary>
    static async Task<List<Batch>> LockWithResoldAsync(CatalogDb db, Guid batchId, CancellationToken ct)
    {
        HashSet<Guid> found = [batchId];
        Guid[] latest = [batchId];
        await db.LockAsync<Batch>(latest, ct);
        while (latest.Length > 0)
        {
            var sources = latest;
            latest =
            [
                .. (await db.Batches.Where(batch => batch.SourceBatchId != null && sources.Contains(batch.SourceBatchId.Value))
                    .Select(batch => batch.Id).ToListAsync(ct)).Where(found.Add),
            ];
            await db.LockAsync<Batch>(latest, ct);
        }

        return await db.Batches.Where(batch => found.Contains(batch.Id)).OrderBy(batch => batch.Id).ToListAsync(ct);
    }

    static async Task RequireNotRecalledAsync(CatalogDb db, Guid batchId, CancellationToken ct)
    {
        if (await db.Recalls.AnyAsync(known => known.BatchId == batchId && known.LiftedAt == null, ct))
        {
            throw new RuleBrokenException(
                "recalled_already", "该批次已在召回中，无需重复召回；见 GET /catalog/recalls。",
                "The batch is recalled already, see GET /catalog/recalls.");
        }
    }

    internal static NotFoundException NoBatch() => new(
        "batch_not_found", "没有这个批次，请核对批次标识。", "There is no such batch; check the id.");

    [LoggerMessage(LogLevel.Warning, "Batch {BatchId} is recalled, {Batches} batches in all: {Reason}")]
    static partial void Recalled(ILogger logger, Guid batchId, int batches, string reason);
}
