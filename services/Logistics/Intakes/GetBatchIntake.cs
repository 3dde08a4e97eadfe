using Marketplace.Contracts;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>
/// GET /logistics/batches/{batchId}/intake. What stations took in for a batch beside what its supplier offers of it. Neither changes the
/// other: what may be sold is the supplier's own statement.
/// </summary>
public static class GetBatchIntake
{
    public sealed record View
    {
        public required Guid BatchId { get; init; }

        public required Guid SupplierId { get; init; }

        public required Guid ProductId { get; init; }

        /// <summary>Absent while the listing of the product was not heard of.</summary>
        public string? ProductName { get; init; }

        /// <summary>In trade units, as the supplier stated it.</summary>
        public required Quantity Offered { get; init; }

        /// <summary>What that weighs in kilograms; absent when it is traded by the piece.</summary>
        public Quantity? OfferedKg { get; init; }

        /// <summary>Kilograms that stations took in, without what was taken back.</summary>
        public required Quantity TakenInKg { get; init; }

        /// <summary>Taken in less offered, in kilograms; absent when it is traded by the piece.</summary>
        public Quantity? DifferenceKg { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/batches/{batchId:guid}/intake", HandleAsync)
        .WithName(nameof(GetBatchIntake)).WithSummary("批次收货与上架对照 What was taken in for a batch, and offered")
        .For(Roles.Supplier, Roles.Official, Roles.Auditor);

    static async Task<Ok<View>> HandleAsync(Guid batchId, LogisticsDb db, CancellationToken ct)
    {
        var batch = await db.SeenBatches.AsNoTracking().SingleOrDefaultAsync(known => known.BatchId == batchId, ct)
            ?? throw new NotFoundException(
                "batch_not_found", $"没有批次 {batchId}，或它不在您的可见范围内。", $"There is no batch {batchId} that you may see.");
        var product = await db.Products.AsNoTracking().SingleOrDefaultAsync(known => known.ProductId == batch.ProductId, ct);
        // Whoever sees the batch sees all that was taken in for it.
        var taken = new Quantity(await db.Intakes.IgnoreQueryFilters().Where(intake => intake.BatchId == batchId)
            .SumAsync(intake => intake.WeightGrams, ct));
        Quantity? offered = product?.UnitGrams is { } grams ? new Quantity((long)decimal.Round(batch.Offered.Units * grams)) : null;
        return TypedResults.Ok(new View
        {
            BatchId = batchId,
            SupplierId = batch.SupplierId,
            ProductId = batch.ProductId,
            ProductName = product?.Name,
            Offered = batch.Offered,
            OfferedKg = offered,
            TakenInKg = taken,
            DifferenceKg = offered is { } kg ? taken - kg : null,
        });
    }
}
