using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Photos;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Acceptances;

/// <summary>POST /logistics/shipments/{shipmentId}/acceptance → DeliveryAccepted. The buyer has inspected every line (CR-01).</summary>
public static class AcceptDelivery
{
    /// <summary>What the buyer found.</summary>
    public sealed record Request : IChecked
    {
        public required Guid AcceptanceId { get; init; }

        /// <summary>Every line of the shipment once.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        public void Check(Checks check)
        {
            check.NewId(AcceptanceId, "acceptanceId");
            check.Count(Lines.Count, 1, Shipment.LinesMax, "lines", "行", "lines");
            check.Each(Lines, "lines", (line, within) =>
            {
                within.TextOrNone(line.RejectionReason, "rejectionReason", max: 200);
                NamedPhotos.Check(within, line.PhotoIds, "photoIds");
            });
        }
    }

    /// <summary>What was found of a line; the three quantities add up to what was dispatched and is not under dispute.</summary>
    public sealed record Line
    {
        public required Guid LineId { get; init; }

        public required Quantity Accepted { get; init; }

        /// <summary>Dispatched but not arrived.</summary>
        public required Quantity Short { get; init; }

        /// <summary>Arrived but refused.</summary>
        public required Quantity Rejected { get; init; }

        /// <summary>
        /// What of the accepted quantity is of the goods that the supplier dispatched as free: no more than those. When it is absent, what
        /// the supplier charges for is taken to have arrived first.
        /// </summary>
        public Quantity? Free { get; init; }

        /// <summary>Why goods were refused, 1 to 200 characters; absent when none were.</summary>
        public string? RejectionReason { get; init; }

        /// <summary>At most 10 photographs of the shipment that the buyer has sent and that show what is short or refused.</summary>
        public IReadOnlyList<Guid>? PhotoIds { get; init; }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/acceptance", HandleAsync)
        .WithName(nameof(AcceptDelivery))
        .WithSummary("验收 Accept a delivery line by line")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Created<AcceptanceSheet>> HandleAsync(
        Guid shipmentId,
        Request request,
        LogisticsDb db,
        Caller caller,
        IOptions<AcceptanceOptions> options,
        TimeProvider clock,
        ILogger<Shipment> logger,
        CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).Include(known => known.Disputes).AsSplitQuery()
            .SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct) ?? throw Refusals.NotFound(shipmentId);
        var photos = await NamedPhotos.ReadAsync(db, [shipmentId], request.Lines.Select(line => line.PhotoIds), ct);
        var acceptance = Apply(db, shipment, request, photos, caller, clock.NowToTheMillisecond(), options.Value.Rules, logger);
        await db.SaveChangesAsync(ct);
        return TypedResults.Created($"/logistics/shipments/{shipmentId}", AcceptanceSheet.Of(acceptance, shipment, caller));
    }

    /// <summary>Accepts a shipment that is locked and has its lines and disputes, and tells of it; the caller saves.</summary>
    internal static Acceptance Apply(
        LogisticsDb db, Shipment shipment, Request request, NamedPhotos photos, Caller caller, DateTimeOffset now, AcceptanceRules rules,
        ILogger logger)
    {
        if (!shipment.IsBoughtBy(caller.Org))
        {
            throw Refusals.NotYours();
        }

        InspectedLine[] lines =
        [
            .. request.Lines.Select((line, i) => new InspectedLine(
                line.LineId, line.Accepted, line.Short, line.Rejected, line.RejectionReason, line.Free)
            {
                PhotoIds = photos.Of(
                    shipment.ShipmentId, line.PhotoIds, string.Create(CultureInfo.InvariantCulture, $"lines[{i}].photoIds")),
            }),
        ];
        var acceptance = shipment.Accept(request.AcceptanceId, lines, caller.Subject, now, rules);
        AcceptanceMessages.Publish(db, acceptance, shipment, logger);
        return acceptance;
    }
}
