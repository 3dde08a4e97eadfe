using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>
/// What the cancellation by the buyer, the decline by the supplier and the end of what was not sent in time have in common →
/// ShipmentCancelled.
/// </summary>
static partial class ShipmentCancellations
{
    const int NoteMax = 200;

    /// <summary>Checks why and which lines.</summary>
    public static void Check(
        Checks check,
        ShipmentCancellationReason reason,
        string? note,
        IReadOnlyList<Guid>? lineIds,
        IReadOnlyCollection<ShipmentCancellationReason> reasons)
    {
        check.That(
            reasons.Contains(reason),
            "reason",
            "reason_not_yours",
            $"此原因由对方填写；可选：{string.Join("、", reasons)}。",
            $"This reason is the other side's; choose one of {string.Join(", ", reasons)}.");
        CheckNote(check, note, isNeeded: reason == ShipmentCancellationReason.Other);
        CheckLines(check, lineIds);
    }

    /// <summary>Checks which lines.</summary>
    public static void CheckLines(Checks check, IReadOnlyList<Guid>? lineIds)
    {
        if (lineIds is not null)
        {
            check.Count(lineIds.Count, 1, Shipment.LinesMax, "lineIds", "行", "lines");
        }
    }

    /// <summary>Checks what is said to the other side beside the reason.</summary>
    public static void CheckNote(Checks check, string? note, bool isNeeded)
    {
        check.TextOrNone(note, "note", NoteMax);
        check.That(
            !isNeeded || !string.IsNullOrWhiteSpace(note),
            "note",
            "note_missing",
            "原因为其他（Other）时须说明。",
            "Say in the note why, when the reason is Other.");
    }

    /// <summary>A shipment that the caller sees, locked, with its lines.</summary>
    public static async Task<Shipment> LockAsync(LogisticsDb db, Guid shipmentId, CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        return await db.Shipments.Include(known => known.Lines).SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
    }

    /// <summary>Cancels lines of a shipment that is locked, and tells of it.</summary>
    public static async Task<ShipmentSummary> CancelAsync(
        LogisticsDb db,
        Shipment shipment,
        LineCancellation end,
        IReadOnlyList<Guid>? lineIds,
        Caller caller,
        ILogger logger,
        CancellationToken ct)
    {
        Apply(db, shipment, end, lineIds, logger);
        if (shipment.State == ShipmentState.Cancelled)
        {
            await db.ReleaseFromPlansAsync([shipment.ShipmentId], end.At, ct);
        }

        await db.SaveChangesAsync(ct);
        return ShipmentSummary.Of(shipment, caller);
    }

    /// <summary>Cancels lines of a shipment that is locked, notes it and tells of it; the caller saves.</summary>
    public static void Apply(LogisticsDb db, Shipment shipment, LineCancellation end, IReadOnlyList<Guid>? lineIds, ILogger logger)
    {
        var lines = shipment.Cancel(end, lineIds);
        var cancellationId = Guid.CreateVersion7(end.At);
        db.Add(new CommitmentEnd
        {
            EndId = cancellationId,
            ShipmentId = shipment.ShipmentId,
            SupplierId = shipment.SupplierId,
            UnitId = shipment.UnitId,
            Kind = KindOf(end.By),
            CancellationReason = end.Reason,
            IsWhole = shipment.State == ShipmentState.Cancelled,
            LineCount = lines.Count,
            Amount = lines.Aggregate(Money.Zero, (sum, line) => sum + line.ReservedAmount),
            EndedAt = lines[0].Cancellation!.At,
        });
        db.Publish(new ShipmentCancelled
        {
            CancellationId = cancellationId,
            ShipmentId = shipment.ShipmentId,
            OrderId = shipment.OrderId,
            SupplierId = shipment.SupplierId,
            UnitId = shipment.UnitId,
            CancelledAt = lines[0].Cancellation!.At,
            CancelledBy = end.By,
            Reason = end.Reason,
            Note = end.Note,
            IsWhole = shipment.State == ShipmentState.Cancelled,
            Lines = [.. lines.Select(line => new ShipmentCancelled.Line { LineId = line.LineId, ReservedFen = line.ReservedAmount.Fen })],
        });
        Cancelled(logger, lines.Count, shipment.ShipmentId, end.By, end.Reason);
    }

    static CommitmentEndKind KindOf(CancelledBy by) => by switch
    {
        CancelledBy.Buyer => CommitmentEndKind.CancelledByBuyer,
        CancelledBy.Supplier => CommitmentEndKind.DeclinedBySupplier,
        CancelledBy.Nobody => CommitmentEndKind.NotSentInTime,
    };

    [LoggerMessage(LogLevel.Information, "{Lines} lines of shipment {ShipmentId} were cancelled by the {By}: {Reason}")]
    static partial void Cancelled(ILogger logger, int lines, Guid shipmentId, CancelledBy by, ShipmentCancellationReason reason);
}
