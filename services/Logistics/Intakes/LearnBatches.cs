using Marketplace.Contracts.Catalog;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Intakes;

/// <summary>← BatchOffered. For which batches stations may take goods in.</summary>
public sealed class LearnBatches(LogisticsDb db) : IConsume<BatchOffered>
{
    public async Task ConsumeAsync(IReadOnlyList<BatchOffered> messages, CancellationToken ct)
    {
        Guid[] ids = [.. messages.Select(message => message.BatchId)];
        var known = await db.Batches.Where(batch => ids.Contains(batch.BatchId)).Select(batch => batch.BatchId).ToListAsync(ct);
        db.AddRange(messages.DistinctBy(message => message.BatchId).Where(message => !known.Contains(message.BatchId)).Select(ToBatch));
    }

    static OfferedBatch ToBatch(BatchOffered offered) => new()
    {
        BatchId = offered.BatchId,
        ProductId = offered.ProductId,
        SupplierId = offered.SupplierId,
        OriginPath = offered.OriginPath.Value,
        Offered = offered.Quantity,
    };
}
