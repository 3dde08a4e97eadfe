using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Lorries;

/// <summary>Does with all shipments of a lorry's load in one transaction what a verb does with one.</summary>
static class ShipmentItems
{
    const int ItemsMax = 200;
    const int LinesMax = 5_000;

    /// <summary>From 1 to 200 shipments, none of them twice, with no more than 5,000 lines in all.</summary>
    public static void CheckItems<TItem>(Checks check, IReadOnlyList<TItem> items, Func<TItem, Guid> shipmentIdOf, int lines = 0)
    {
        check.Count(items.Count, 1, ItemsMax, "items", "个发货单", "shipments");
        check.Count(lines, 0, LinesMax, "items", "行", "lines in all");
        check.Distinct(items.Select(shipmentIdOf), "items");
    }

    /// <summary>Locks and reads all of the shipments, and applies to each what it is asked.</summary>
    /// <param name="db">In the transaction of the request.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="items">Checked as a whole.</param>
    /// <param name="known">The shipments that the caller sees, with what the verb needs of them.</param>
    /// <param name="apply">What the verb for a single shipment does.</param>
    public static async Task<Ok<ShipmentOutcomes>> ApplyAsync<TRequest>(
        LogisticsDb db,
        Caller caller,
        IReadOnlyList<ShipmentItem<TRequest>> items,
        IQueryable<Shipment> known,
        Action<Shipment, TRequest> apply,
        CancellationToken ct)
        where TRequest : IChecked
    {
        await db.LockSeenAsync<Shipment>([.. items.Select(item => item.ShipmentId)], ct);
        var outcomes = await db.SaveEachAsync(
            items,
            some =>
            {
                Guid[] ids = [.. some.Select(item => item.ShipmentId)];
                return known.Where(shipment => ids.Contains(shipment.ShipmentId)).ToDictionaryAsync(shipment => shipment.ShipmentId, ct);
            },
            (shipments, item) =>
            {
                var shipment = shipments.GetValueOrDefault(item.ShipmentId) ?? throw Refusals.NotFound(item.ShipmentId);
                apply(shipment, item.Request);
                return ShipmentSummary.Of(shipment, caller);
            },
            ct);
        return TypedResults.Ok(new ShipmentOutcomes
        {
            Items =
            [
                .. items.Zip(outcomes, (item, outcome) => new ShipmentOutcomes.Item
                {
                    ShipmentId = item.ShipmentId,
                    Shipment = outcome.Done,
                    Problem = outcome.Problem,
                }),
            ],
        });
    }
}
