using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Losses;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/losses → ShipmentLost, when that was all. The supplier or the carrier tells how much of lines is
/// lost or spoilt on the way: silence never accepts it (CR-01).
/// </summary>
public static partial class ReportLosses
{
    /// <summary>What is lost.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 500 lines, each once; what is not named stays as it was said before.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        public void Check(Checks check)
        {
            check.Count(Lines.Count, 1, Shipment.LinesMax, "lines", "行", "lines");
            check.Each(Lines, "lines", (line, within) =>
                ShipmentCancellations.CheckNote(within, line.Note, isNeeded: line.Reason == LossReason.Other));
        }
    }

    /// <summary>How much of a line is lost.</summary>
    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>
        /// Of the line in all, from 0 to what was dispatched of it; it takes the place of what the caller's side has said before.
        /// </summary>
        public required Quantity Quantity { get; init; }

        /// <summary>One of Missing, Damaged, Spoilt, Accident or Other.</summary>
        public required LossReason Reason { get; init; }

        /// <summary>Up to 200 characters for the others; needed when the reason is Other.</summary>
        public string? Note { get; init; }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/losses", HandleAsync)
        .WithName(nameof(ReportLosses))
        .WithSummary("报损 Report goods that were lost or spoilt on the way")
        .For(Roles.Supplier, Roles.Carrier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentSummary>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).Include(known => known.Disputes).AsSplitQuery()
            .SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct) ?? throw Refusals.NotFound(shipmentId);
        var by = SideOf(caller, shipment);
        LostLine[] lost = [.. request.Lines.Select(line => new LostLine(line.LineId, line.Quantity, line.Reason, line.Note))];
        db.AddRange(shipment.ReportLosses(lost, by, caller.Subject, clock.NowToTheMillisecond()));
        if (shipment.State == ShipmentState.Lost)
        {
            LostShipments.Publish(db, shipment, LossFinding.ReportedLost, lost[0].Reason, logger);
        }

        await db.SaveChangesAsync(ct);
        Reported(logger, lost.Length, shipmentId, by);
        return TypedResults.Ok(ShipmentSummary.Of(shipment, caller));
    }

    /// <summary>A supplier that carries its own goods speaks as the supplier.</summary>
    static LossReporter SideOf(Caller caller, Shipment shipment) =>
        caller.Org is { } org && org == shipment.SupplierId ? LossReporter.Supplier
        : caller.Org is { } carrier && carrier == shipment.CarrierId ? LossReporter.Carrier
        : throw Refusals.NotYours();

    [LoggerMessage(LogLevel.Information, "Losses of {Lines} lines of shipment {ShipmentId} were reported by the {By}")]
    static partial void Reported(ILogger logger, int lines, Guid shipmentId, LossReporter by);
}
