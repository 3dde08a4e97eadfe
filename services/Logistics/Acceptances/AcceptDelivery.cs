using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Acceptances;

/// <summary>POST /logistics/shipments/{shipmentId}/acceptance → DeliveryAccepted. The buyer has inspected every line (CR-01).</summary>
public static partial class AcceptDelivery
{
    /// <summary>What the buyer found.</summary>
    public sealed record Request : IChecked
    {
        public required Guid AcceptanceId { get; init; }

        /// <summary>Every line of the shipment once.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        public void Check(Checks check)
        {
            check.NotEmpty(AcceptanceId, "acceptanceId");
            check.Count(Lines.Count, 1, Shipment.LinesMax, "lines", "行", "lines");
            check.Each(Lines, "lines", (line, within) => within.TextOrNone(line.RejectionReason, "rejectionReason", max: 200));
        }
    }

    /// <summary>What was found of a line; the three quantities add up to what was dispatched.</summary>
    public sealed record Line
    {
        public required Guid LineId { get; init; }

        public required Quantity Accepted { get; init; }

        /// <summary>Dispatched but not arrived.</summary>
        public required Quantity Short { get; init; }

        /// <summary>Arrived but refused.</summary>
        public required Quantity Rejected { get; init; }

        /// <summary>Why goods were refused, 1 to 200 characters; absent when none were.</summary>
        public string? RejectionReason { get; init; }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/acceptance", HandleAsync)
        .WithName("AcceptDelivery")
        .WithSummary("验收 Accept a delivery line by line")
        .For(Roles.Purchaser)
        .CreatesOnce<LogisticsDb>();

    static async Task<Created<AcceptanceSheet>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        await db.LockAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        if (shipment.UnitId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        InspectedLine[] lines =
            [.. request.Lines.Select(line => new InspectedLine(line.LineId, line.Accepted, line.Short, line.Rejected, line.RejectionReason))];
        var acceptance = shipment.Accept(request.AcceptanceId, lines, caller.Subject, clock.GetUtcNow());
        db.Add(acceptance);
        db.Publish(ToMessage(acceptance, shipment));
        Accepted(logger, shipmentId, acceptance.AcceptedAmount.Fen, request.AcceptanceId);
        return TypedResults.Created($"/logistics/shipments/{shipmentId}", AcceptanceSheet.Of(acceptance, shipment));
    }

    static DeliveryAccepted ToMessage(Acceptance acceptance, Shipment shipment) => new()
    {
        AcceptanceId = acceptance.AcceptanceId,
        AcceptanceNo = acceptance.AcceptanceNo,
        ShipmentId = shipment.ShipmentId,
        OrderId = shipment.OrderId,
        OrderNumber = shipment.OrderNumber,
        UnitId = shipment.UnitId,
        UnitName = shipment.UnitName,
        BudgetYear = shipment.BudgetYear,
        SupplierId = shipment.SupplierId,
        ConfirmedAt = shipment.ConfirmedAt,
        DispatchedAt = shipment.DispatchedAt!.Value,
        DeliveredAt = shipment.DeliveredAt!.Value,
        AcceptedAt = acceptance.AcceptedAt,
        AcceptedBy = acceptance.AcceptedBy,
        Waybill = shipment.Waybill!,
        DeliveryPath = shipment.DeliveryPath,
        Lines =
        [
            .. shipment.Lines.Join(acceptance.Lines, line => line.LineNumber, found => found.LineNumber, ToLine)
                .OrderBy(line => line.LineNumber),
        ],
    };

    static DeliveryAccepted.Line ToLine(ShipmentLine line, AcceptanceLine found) => new()
    {
        LineId = line.LineId,
        LineNumber = line.LineNumber,
        Goods = line.Goods,
        Ordered = line.Ordered,
        OrderedFen = line.OrderedAmount.Fen,
        Dispatched = found.Dispatched,
        Accepted = found.Accepted,
        Short = found.Short,
        Rejected = found.Rejected,
        RejectionReason = found.RejectionReason,
        AcceptedFen = found.AcceptedAmount.Fen,
        Batches = line.Batches,
    };

    [LoggerMessage(LogLevel.Information, "Shipment {ShipmentId} was accepted for {AcceptedFen} fen, acceptance {AcceptanceId}")]
    static partial void Accepted(ILogger logger, Guid shipmentId, long acceptedFen, Guid acceptanceId);
}
