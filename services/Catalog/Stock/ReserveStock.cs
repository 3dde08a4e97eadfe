using Marketplace.Catalog.Domain;
using Marketplace.Catalog.Storage;
using Marketplace.Contracts.Catalog;
using Marketplace.Contracts.Ordering;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Catalog.Stock;

/// <summary>
/// ← OrderSubmitted → StockReserved or StockRefused. Holds all lines of an order or none. Orders that come together are served in their
/// order of arrival; an order that was decided or cancelled before is left alone.
/// </summary>
public sealed partial class ReserveStock(CatalogDb db, TimeProvider clock, ILogger<ReserveStock> logger) : IConsume<OrderSubmitted>
{
    public async Task ConsumeAsync(IReadOnlyList<OrderSubmitted> messages, CancellationToken ct)
    {
        var undecided = await db.ClaimHoldsAsync(messages.Select(order => order.OrderId), HoldState.Held, clock.NowToTheMillisecond(), ct);
        OrderSubmitted[] orders = [.. messages.Where(order => undecided.Remove(order.OrderId))];
        if (orders.Length == 0)
        {
            return;
        }

        var batches = await LockedBatchesAsync(orders, ct);
        var byId = batches.ToDictionary(batch => batch.Id);
        var shelf = new Shelf(batches);
        List<Guid> refused = [];
        foreach (var order in orders)
        {
            var allocation = shelf.Hold(order.Lines.Select(line => new WantedLine(line.LineId, line.ProductId, line.Quantity)));
            if (allocation.IsHeld)
            {
                db.AddRange(allocation.Shares.Select(share => StockAllocation.Of(order.OrderId, share)));
                db.Publish(Reserved(order, allocation, byId), causedBy: order);
            }
            else
            {
                refused.Add(order.OrderId);
                db.Publish(Refused(order, allocation), causedBy: order);
            }
        }

        if (refused.Count > 0)
        {
            await db.StockHolds.Where(hold => refused.Contains(hold.OrderId))
                .ExecuteUpdateAsync(set => set.SetProperty(hold => hold.State, HoldState.Refused), ct);
        }

        Decided(logger, orders.Length - refused.Count, refused.Count);
    }

    /// <summary>What is left of the products that the orders ask for. Rows are locked first and read afterwards.</summary>
    async Task<List<Batch>> LockedBatchesAsync(IEnumerable<OrderSubmitted> orders, CancellationToken ct)
    {
        Guid[] products = [.. orders.SelectMany(order => order.Lines).Select(line => line.ProductId).Distinct()];
        var batches = await db.Batches
            .Where(batch => products.Contains(batch.ProductId) && EF.Property<long>(batch, CatalogDb.AvailableThousandths) > 0)
            .Select(batch => batch.Id).ToListAsync(ct);
        return [.. (await db.LockAndReadAsync<Batch>(batches, ct)).Values];
    }

    static StockReserved Reserved(OrderSubmitted order, Allocation allocation, Dictionary<Guid, Batch> batches)
    {
        var shares = allocation.Shares.ToLookup(share => share.LineId, share => new BatchShare
        {
            BatchId = share.BatchId,
            Quantity = share.Quantity,
            SupplierId = batches[share.BatchId].SupplierId,
            Declared = batches[share.BatchId].Quantity,
        });
        return new StockReserved
        {
            OrderId = order.OrderId,
            Lines = [.. order.Lines.Select(line => new StockReserved.Line { LineId = line.LineId, Batches = [.. shares[line.LineId]] })],
        };
    }

    static StockRefused Refused(OrderSubmitted order, Allocation allocation) => new()
    {
        OrderId = order.OrderId,
        ShortLines = [.. allocation.Shortages.Select(shortage => new StockRefused.Line
        {
            LineId = shortage.LineId,
            ProductId = shortage.ProductId,
            Ordered = shortage.Wanted,
            Available = shortage.Available,
        })],
    };

    [LoggerMessage(LogLevel.Information, "Stock is held for {Held} order(s) and refused to {Refused}")]
    static partial void Decided(ILogger logger, int held, int refused);
}
