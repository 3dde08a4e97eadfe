using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Logistics.Views;
using Marketplace.Platform.Access;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Recalls;

/// <summary>
/// GET /logistics/batches/{batchId}/shipments: to whom the goods of a batch went, the newest first. Whoever reads it finds the shipments
/// that it sees; the supplier of the batch finds all.
/// </summary>
public static class ListBatchShipments
{
    /// <summary>What a shipment has of the batch.</summary>
    public sealed record View
    {
        public required Guid ShipmentId { get; init; }

        public required string OrderNumber { get; init; }

        public required Guid UnitId { get; init; }

        public required string UnitName { get; init; }

        public required RegionPath DeliveryPath { get; init; }

        /// <summary>What the dock was called when the order was placed; null when only an address was given.</summary>
        public string? DockName { get; init; }

        public required ShipmentState State { get; init; }

        /// <summary>The lines that have goods of the batch.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        public DateTimeOffset? DispatchedAt { get; init; }

        public DateTimeOffset? DeliveredAt { get; init; }

        public DateTimeOffset? AcceptedAt { get; init; }

        internal static View Of(Shipment shipment, Guid batchId, Caller caller) => new()
        {
            ShipmentId = shipment.ShipmentId,
            OrderNumber = shipment.OrderNumber,
            UnitId = shipment.UnitId,
            UnitName = shipment.UnitName,
            DeliveryPath = shipment.DeliveryPath,
            DockName = shipment.DockName,
            State = shipment.State,
            Lines =
            [
                .. from line in ShipmentViewers.LinesSeenBy(caller, shipment)
                   orderby line.LineNumber
                   from share in line.Batches
                   where share.BatchId == batchId
                   select new Line
                   {
                       LineNumber = line.LineNumber,
                       ProductName = line.Goods.ProductName,
                       Held = share.Quantity,
                       Dispatched = line.Dispatched,
                   },
            ],
            DispatchedAt = shipment.DispatchedAt,
            DeliveredAt = shipment.DeliveredAt,
            AcceptedAt = shipment.AcceptedAt,
        };
    }

    /// <summary>What a line has of the batch.</summary>
    public sealed record Line
    {
        public required int LineNumber { get; init; }

        public required string ProductName { get; init; }

        /// <summary>How much of the batch is held for the line, in trade units.</summary>
        public required Quantity Held { get; init; }

        /// <summary>How much of the line was sent, of whatever batch; null until then.</summary>
        public Quantity? Dispatched { get; init; }
    }

    public static void Map(RouteGroupBuilder api) => api.MapGet("/batches/{batchId:guid}/shipments", HandleAsync)
        .WithName(nameof(ListBatchShipments)).WithSummary("批次流向 Where the goods of a batch went")
        .For(Refusals.Readers).RecordsAccess<LogisticsDb>("batch shipments");

    static async Task<Ok<Page<View>>> HandleAsync(
        Guid batchId, LogisticsDb db, Caller caller, ReadAccess access, [AsParameters] PageQuery page, CancellationToken ct)
    {
        var shipments = db.Shipments.AsNoTracking().Include(shipment => shipment.Lines)
            .Where(shipment => db.ShipmentBatches.Any(part => part.BatchId == batchId && part.ShipmentId == shipment.ShipmentId));
        var listed = shipments.Select(shipment =>
            new Listed<Shipment> { At = shipment.PlannedAt, Id = shipment.ShipmentId, Row = shipment });
        return TypedResults.Ok(access.OfList(await listed.PageAsync(page, shipment => View.Of(shipment, batchId, caller), ct)));
    }
}
