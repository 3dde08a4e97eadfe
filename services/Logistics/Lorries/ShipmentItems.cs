using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Lorries;

/// <summary>Does with all shipments of a lorry's load in one transaction what a verb does with one.</summary>
static class ShipmentItems
{
    /// <summary>Most shipments of one call.</summary>
    public const int ItemsMax = 200;
    const int LinesMax = 5_000;

    /// <summary>From 1 to 200 shipments, none of them twice, with no more than 5,000 lines in all.</summary>
    public static void CheckItems<TItem>(Checks check, IReadOnlyList<TItem> items, Func<TItem, Guid?> shipmentIdOf, int lines = 0)
    {
        check.Count(items.Count, 1, ItemsMax, "items", "个发货单", "shipments");
        check.Count(lines, 0, LinesMax, "items", "行", "lines in all");
        check.Distinct(items.Select(shipmentIdOf).OfType<Guid>(), "items");
    }

    /// <summary>What the caller has on the way to a dock for a day, from 1 to 200 shipments.</summary>
    /// <exception cref="RuleBrokenException">It is nothing, or more than one call takes.</exception>
    public static async Task<List<Guid>> OnTheWayToAsync(this LogisticsDb db, Guid dockId, DateOnly day, CancellationToken ct)
    {
        var shipments = await db.Shipments
            .Where(shipment => shipment.DockId == dockId && shipment.DeliverOn == day && shipment.State == ShipmentState.Dispatched)
            .OrderBy(shipment => shipment.ShipmentId).Select(shipment => shipment.ShipmentId).Take(ItemsMax + 1).ToListAsync(ct);
        return shipments.Count is > 0 and <= ItemsMax
            ? shipments
            : throw new RuleBrokenException(
                "no_load_for_dock",
                shipments.Count == 0
                    ? $"没有运往该收货点、{day:yyyy-MM-dd} 送达的在途货物。"
                    : $"运往该收货点的在途货物超过 {ItemsMax} 单，请用 items 分批登记。",
                shipments.Count == 0
                    ? $"Nothing is on the way to that dock for {day:yyyy-MM-dd}."
                    : $"More than {ItemsMax} shipments are on the way to that dock; name them in items, some at a time.",
                "dockId");
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
        await db.LockSeenAsync<Shipment>([.. items.Select(item => item.ShipmentId).OfType<Guid>()], ct);
        var outcomes = await db.SaveEachAsync(
            items,
            some =>
            {
                Guid[] ids = [.. some.Select(item => item.ShipmentId).OfType<Guid>()];
                return known.Where(shipment => ids.Contains(shipment.ShipmentId)).ToDictionaryAsync(shipment => shipment.ShipmentId, ct);
            },
            (shipments, item) =>
            {
                item.RequireGenuine?.Invoke();
                // Labels that name no shipment are not genuine either.
                var shipmentId = item.ShipmentId!.Value;
                var shipment = shipments.GetValueOrDefault(shipmentId) ?? throw Refusals.NotFound(shipmentId);
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
