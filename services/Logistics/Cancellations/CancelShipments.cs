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
/// POST /logistics/cancellations → ShipmentCancelled for each. The buyer withdraws what was not sent yet of an order, or of some
/// shipments; each is cancelled or refused as by <see cref="CancelShipment"/>.
/// </summary>
public static class CancelShipments
{
    /// <summary>Why, and what.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>One of NotNeeded, OrderedByMistake, TooLate or Other.</summary>
        public required ShipmentCancellationReason Reason { get; init; }

        /// <summary>Up to 200 characters for the other sides; needed when the reason is Other.</summary>
        public string? Note { get; init; }

        /// <summary>1 to 200 shipments; absent when an order is named.</summary>
        public IReadOnlyList<EndedShipment>? Items { get; init; }

        /// <summary>In place of items: all of this order that was not sent yet; of what is on its way the answer says so.</summary>
        public Guid? OrderId { get; init; }

        /// <summary>With an order: only what is to arrive on this day.</summary>
        public DateOnly? DeliverOn { get; init; }

        public void Check(Checks check)
        {
            ShipmentCancellations.Check(check, Reason, Note, lineIds: null, CancelShipment.Reasons);
            check.That(
                Items is null != OrderId is null && (DeliverOn is null || OrderId is not null),
                "items",
                "items_or_order",
                "请或填写 items，或填写 orderId（可加 deliverOn）。",
                "Give either items, or an order, perhaps with a day.");
            if (Items is not null)
            {
                ShipmentItems.CheckItems(check, Items, item => item.ShipmentId);
            }
        }
    }

    public static void Map(RouteGroupBuilder api) => api.MapPost("/cancellations", HandleAsync)
        .WithName(nameof(CancelShipments))
        .WithSummary("整单取消未发货的货物 Cancel what was not sent of an order")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentOutcomes>> HandleAsync(
        Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        var end = new LineCancellation(CancelledBy.Buyer, request.Reason, request.Note, caller.Subject, clock.NowToTheMillisecond());
        var items = request.Items ?? await UnsentOfOrderAsync(db, request.OrderId!.Value, request.DeliverOn, ct);
        var outcomes = await ShipmentEnds.EndEachAsync(db, caller, items, end, shipment => shipment.IsBoughtBy(caller.Org), logger, ct);
        return TypedResults.Ok(request.Items is null ? outcomes with { Left = 0 } : outcomes);
    }

    /// <summary>
    /// What of the order has not ended, at most as many as an order may have: what is on its way already is told as refused, so that it is
    /// not overlooked.
    /// </summary>
    static async Task<IReadOnlyList<EndedShipment>> UnsentOfOrderAsync(
        LogisticsDb db, Guid orderId, DateOnly? day, CancellationToken ct)
    {
        var shipments = await db.Shipments.Where(shipment => shipment.OrderId == orderId && (day == null || shipment.DeliverOn == day))
            .OrderBy(shipment => shipment.ShipmentId).Select(shipment => new { shipment.ShipmentId, shipment.State }).ToListAsync(ct);
        if (shipments.Count == 0)
        {
            throw new NotFoundException(
                "order_not_found",
                $"没有订单 {orderId} 的发货单，或不在您的可见范围内；请核对订单与日期，未确认的订单请在订单处撤回。",
                $"There are no shipments of order {orderId} that you may see; check order and day. Withdraw an order that is not confirmed "
                + "at the order itself.",
                "orderId");
        }

        if (!shipments.Exists(shipment => shipment.State == ShipmentState.Planned))
        {
            throw day is { } ofDay
                ? new RuleBrokenException(
                    "nothing_unsent",
                    $"该订单 {ofDay:yyyy-MM-dd} 送达的货物均已发出或已了结；已发出的可在验收时拒收，其他日期的请另行取消。",
                    $"All of the order for {ofDay:yyyy-MM-dd} has been sent or has ended; what is on its way can be refused at acceptance. "
                    + "Cancel other days separately.",
                    "deliverOn")
                : new RuleBrokenException(
                    "nothing_unsent",
                    "该订单的货物均已发出或已了结；已发出的可在验收时拒收。",
                    "All of the order has been sent or has ended; what is on its way can be refused at acceptance.",
                    "orderId");
        }

        return
        [
            .. shipments.Where(shipment => shipment.State is ShipmentState.Planned or ShipmentState.Dispatched or ShipmentState.Delivered)
                .Select(shipment => new EndedShipment { ShipmentId = shipment.ShipmentId }),
        ];
    }
}
