using Marketplace.Catalog.Agencies;
using Marketplace.Catalog.Domain;
using Marketplace.Catalog.NegativeList;
using Marketplace.Catalog.Products;
using Marketplace.Catalog.Storage;
using Marketplace.Catalog.Suppliers;
using Marketplace.Contracts;
using Marketplace.Contracts.Catalog;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Batches;

/// <summary>POST /catalog/products/{productId}/batches → BatchOffered. Its stock can be ordered at once, before the harvest too.</summary>
public static class OfferBatch
{
    public sealed record Request : IChecked
    {
        public required Guid BatchId { get; init; }

        public required DateOnly HarvestFrom { get; init; }

        /// <summary>Last day of the harvest window, inclusive.</summary>
        public required DateOnly HarvestUntil { get; init; }

        /// <summary>In the product's trade unit.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>The batch of another supplier that the goods were bought from; absent for goods of one's own (CR-14).</summary>
        public Guid? SourceBatchId { get; init; }

        public void Check(Checks checks)
        {
            checks.NewId(BatchId, "batchId");
            checks.Day(HarvestFrom, CatalogDays.First, CatalogDays.Last, "harvestFrom");
            checks.Day(HarvestUntil, CatalogDays.First, CatalogDays.Last, "harvestUntil");
            checks.Period(HarvestFrom, HarvestUntil, "harvestUntil");
            checks.That(
                Quantity > Quantity.Zero && Quantity <= ListingChecks.QuantityMax,
                "quantity",
                "quantity_out_of_range",
                "数量须大于 0 且不超过 1000000000。",
                "A quantity is above 0 and at most 1000000000.");
        }
    }

    public static void Map(RouteGroupBuilder products) => products.MapPost("/{productId:guid}/batches", HandleAsync)
        .WithName(nameof(OfferBatch)).WithSummary("报送批次 Offer a batch")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation).RequireIdempotencyKey<CatalogDb>();

    static async Task<Created<BatchView>> HandleAsync(
        Guid productId, Request request, CatalogDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var product = await db.Products.Include(p => p.Supplier).Include(p => p.Origin).SingleOrDefaultAsync(p => p.Id == productId, ct)
            ?? throw ProductRules.NotFound();
        SupplierRules.RequireOwn(caller, product.SupplierId);
        var today = BusinessDay.Of(clock.GetUtcNow());
        SupplierRules.RequireSells(product.Supplier, today);
        await db.RequireNotListedAsync(product, today, ct);
        AgencyRegister.RequireInForce(product, today);
        var source = await KnowSourceAsync(db, request, product, ct);
        var batch = Batch.Offer(
            request.BatchId, productId, product.SupplierId, source, request.HarvestFrom,
            request.HarvestUntil, request.Quantity, clock.NowToTheMillisecond());
        db.Add(batch);
        db.Publish(new BatchOffered
        {
            BatchId = batch.Id,
            ProductId = productId,
            SupplierId = product.SupplierId,
            OriginPath = product.Origin.Path,
            Quantity = batch.Quantity,
            HarvestFrom = batch.HarvestFrom,
            HarvestUntil = batch.HarvestUntil,
        });
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/catalog/products/{productId}/batches", BatchView.Of(batch, Viewers.Supplier));
    }

    static async Task<Batch?> KnowSourceAsync(CatalogDb db, Request request, Product product, CancellationToken ct)
    {
        if (request.SourceBatchId is not { } sourceId)
        {
            return null;
        }

        // Locked, so that it is not called back meanwhile.
        await db.LockAsync<Batch>([sourceId], ct);
        var source = await db.Batches.SingleOrDefaultAsync(b => b.Id == sourceId && b.ProductId != product.Id, ct);
        if (source is { IsRecalled: true })
        {
            throw new RuleBrokenException(
                "source_recalled", "来源批次正在召回，不能转售；见 GET /catalog/recalls。",
                "The batch that the goods were bought from is recalled, see GET /catalog/recalls; they can't be sold on.", "sourceBatchId");
        }

        return source ?? throw new InvalidRequestException(
            "unknown_source_batch",
            "sourceBatchId",
            "没有这个来源批次，或它就是本商品的批次；请填写供货方的批次标识。",
            "There is no such batch, or it is one of this product; give the batch of the supplier that the goods were bought from.");
    }
}
