using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Lorries;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Cancellations;

/// <summary>
/// POST /logistics/declines → ShipmentCancelled for each. The supplier says that it can't send a product that hail took, or some
/// shipments; each is declined or refused as by <see cref="DeclineShipment"/>.
/// </summary>
public static class DeclineShipments
{
    /// <summary>Why, and what.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>One of CropFailure, QualityShort, StockShort, PriceMistake, NoTransport, TooLate or Other.</summary>
        public required ShipmentCancellationReason Reason { get; init; }

        /// <summary>Up to 200 characters for the other sides; needed when the reason is Other.</summary>
        public string? Note { get; init; }

        /// <summary>1 to 200 shipments; absent when a product is named.</summary>
        public IReadOnlyList<EndedShipment>? Items { get; init; }

        /// <summary>
        /// In place of items: all lines with this product that were not sent yet, those that are due first, 200 shipments a call.
        /// </summary>
        public Guid? ProductId { get; init; }

        /// <summary>With a product: only what is to arrive on this day or later.</summary>
        public DateOnly? DeliverFrom { get; init; }

        /// <summary>With a product: only what is to arrive on this day or earlier.</summary>
        public DateOnly? DeliverUntil { get; init; }

        public void Check(Checks check)
        {
            ShipmentCancellations.Check(check, Reason, Note, lineIds: null, DeclineShipment.Reasons);
            check.That(
                Items is null != ProductId is null && (ProductId is not null || (DeliverFrom ?? DeliverUntil) is null),
                "items",
                "items_or_product",
                "请或填写 items，或填写 productId（可加 deliverFrom、deliverUntil）。",
                "Give either items, or a product, perhaps with days.");
            check.Period(DeliverFrom ?? DateOnly.MinValue, DeliverUntil, "deliverUntil");
            if (Items is not null)
            {
                ShipmentItems.CheckItems(check, Items, item => item.ShipmentId);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/declines", HandleAsync)
        .WithName(nameof(DeclineShipments))
        .WithSummary("批量不能供货 Decline to send a product or some shipments")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentOutcomes>> HandleAsync(
        Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        var end = new LineCancellation(CancelledBy.Supplier, request.Reason, request.Note, caller.Subject, clock.NowToTheMillisecond());
        var named = request.Items ?? await UnsentOfProductAsync(db, caller, request, ct);
        var outcomes = await ShipmentEnds.EndEachAsync(
            db, caller, [.. named.Take(ShipmentItems.ItemsMax)], end, shipment => shipment.SupplierId == caller.Org, logger, ct);
        return TypedResults.Ok(request.Items is null ? outcomes with { Left = named.Count - outcomes.Items.Count } : outcomes);
    }

    static async Task<IReadOnlyList<EndedShipment>> UnsentOfProductAsync(
        LogisticsDb db, Caller caller, Request request, CancellationToken ct)
    {
        var (productId, first, last) = (request.ProductId!.Value, request.DeliverFrom, request.DeliverUntil);
        var shipments = await db.Shipments
            .Where(shipment => shipment.SupplierId == caller.Org && shipment.State == ShipmentState.Planned
                && (first == null || shipment.DeliverOn >= first) && (last == null || shipment.DeliverOn <= last))
            .OrderBy(shipment => shipment.DeliverOn).ThenBy(shipment => shipment.ShipmentId)
            .Select(shipment => new
            {
                shipment.ShipmentId,
                Lines = shipment.Lines.Select(line => new { line.LineId, line.Goods, line.Cancellation }).ToList(),
            })
            .ToListAsync(ct);
        IReadOnlyList<EndedShipment> named =
        [
            .. from shipment in shipments
               let lines = shipment.Lines.FindAll(line => line.Cancellation is null && line.Goods.ProductId == productId)
               where lines.Count > 0
               select new EndedShipment { ShipmentId = shipment.ShipmentId, LineIds = [.. lines.Select(line => line.LineId)] },
        ];
        return named.Count > 0
            ? named
            : throw new RuleBrokenException(
                "nothing_unsent",
                "没有待发货的该产品；请核对产品与日期，已发出的货物请登记损失或由对方验收时处理。",
                "Nothing of this product waits to be sent; check product and days. What was sent is told as lost, or refused at the dock.",
                "productId");
    }
}
