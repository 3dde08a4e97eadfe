using System.Globalization;
using System.Text;
using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Carriers;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Recalls;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Messaging;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>POST /logistics/shipments/{shipmentId}/dispatch → ShipmentDispatched. The supplier hands the goods to a carrier.</summary>
public static partial class DispatchShipment
{
    const int WaybillMax = 40;
    const int VehicleMax = 40;

    /// <summary>What is sent, by whom.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>A registered carrier, or the supplier itself: who will record the delivery.</summary>
        public required Guid CarrierId { get; init; }

        /// <summary>The carrier's number, 1 to 40 visible characters without blanks.</summary>
        public required string Waybill { get; init; }

        /// <summary>The plate or name of what carries them, 1 to 40 characters; absent when it does not matter.</summary>
        public string? Vehicle { get; init; }

        /// <summary>
        /// When the goods left, if that was before the recording: not before the order's confirmation. It is kept beside it, and nothing
        /// follows from it.
        /// </summary>
        public DateTimeOffset? StatedDispatchedAt { get; init; }

        /// <summary>Every line of the shipment once that is not cancelled.</summary>
        public required IReadOnlyList<Line> Lines { get; init; }

        public void Check(Checks check)
        {
            CheckCarriage(check, CarrierId, Waybill, Vehicle);
            check.Count(Lines.Count, 1, Shipment.LinesMax, "lines", "行", "lines");
        }
    }

    /// <summary>How much of a line is sent.</summary>
    public sealed record Line
    {
        public required Guid LineId { get; init; }

        /// <summary>From 0, with what is free of it; at most twice what was ordered.</summary>
        public required Quantity Quantity { get; init; }

        /// <summary>
        /// What of it the supplier gives free ("buy ten, get one", CR-02), at most all of it; absent when all is charged for. The buyer can
        /// accept no more as free.
        /// </summary>
        public Quantity? Free { get; init; }
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/dispatch", HandleAsync)
        .WithName(nameof(DispatchShipment))
        .WithSummary("发货 Dispatch a shipment")
        .For(Roles.Supplier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentSummary>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.Include(known => known.Lines).SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        var carrier = await db.CarrierAsync(request.CarrierId, ct);
        var recalled = await db.RecalledBatchesOfAsync([shipmentId], ct);
        Apply(db, shipment, request, (carrier, recalled), caller, clock.NowToTheMillisecond(), logger);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ShipmentSummary.Of(shipment, caller));
    }

    /// <summary>Checks by whom and how goods are carried.</summary>
    internal static void CheckCarriage(Checks check, Guid carrierId, string waybill, string? vehicle)
    {
        check.NotEmpty(carrierId, "carrierId");
        check.That(
            waybill.Length is > 0 and <= WaybillMax && waybill.EnumerateRunes().All(IsVisible),
            "waybill",
            "waybill_invalid",
            $"运单号须为 1 至 {WaybillMax} 个可见字符，不含空格。",
            $"A waybill number has 1 to {WaybillMax} visible characters and no blanks.");
        check.TextOrNone(vehicle, "vehicle", VehicleMax);
    }

    /// <summary>Dispatches a shipment that is locked and has its lines, and tells of it; the caller saves.</summary>
    /// <param name="known">The carrier, where it is registered, and the batches that are called back.</param>
    internal static void Apply(
        LogisticsDb db, Shipment shipment, Request request, (Carrier? Carrier, IReadOnlySet<Guid> Recalled) known, Caller caller,
        DateTimeOffset now, ILogger logger)
    {
        if (shipment.SupplierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        RequireActive(known.Carrier, request.CarrierId, shipment, BusinessDay.Of(now));
        DispatchedLine[] lines =
            [.. request.Lines.Select(line => new DispatchedLine(line.LineId, line.Quantity, line.Free ?? Quantity.Zero))];
        DateTimeOffset? statedAt = request.StatedDispatchedAt is { } instant ? Milliseconds.Truncate(instant) : null;
        shipment.Dispatch(request.CarrierId, request.Waybill, statedAt, lines, now, request.Vehicle, known.Recalled);
        db.Publish(ToMessage(shipment));
        Dispatched(logger, shipment.ShipmentId, request.CarrierId);
    }

    /// <summary>The carrier is the supplier itself, or one that is registered and not suspended.</summary>
    internal static void RequireActive(Carrier? carrier, Guid carrierId, Shipment shipment, DateOnly today)
    {
        if (carrierId == shipment.SupplierId)
        {
            return;
        }

        if (carrier is null)
        {
            throw new InvalidRequestException(
                "carrier_unknown",
                "carrierId",
                $"没有登记的承运商 {carrierId}：请从 GET /logistics/carriers 中选择，或请其申请登记；自行送货请填供应商标识。",
                $"No carrier {carrierId} is registered: choose one of GET /logistics/carriers or let it apply; "
                + "to carry the goods yourself give the supplier's id.");
        }

        carrier.RequireActive(today, "carrierId");
    }

    static ShipmentDispatched ToMessage(Shipment shipment) => new()
    {
        ShipmentId = shipment.ShipmentId,
        OrderId = shipment.OrderId,
        SupplierId = shipment.SupplierId,
        CarrierId = shipment.CarrierId!.Value,
        Waybill = shipment.Waybill!,
        DispatchedAt = shipment.DispatchedAt!.Value,
        Lines = [.. shipment.OpenLines.Select(line => new ShipmentDispatched.Line
        {
            LineId = line.LineId,
            Dispatched = line.Dispatched!.Value,
            Batches = line.Batches,
        })],
    };

    // Blanks, control and format characters can't be seen on a label, and a lone surrogate (U+FFFD here) is no character at all.
    static bool IsVisible(Rune rune) => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    [LoggerMessage(LogLevel.Information, "Shipment {ShipmentId} was dispatched with carrier {CarrierId}")]
    static partial void Dispatched(ILogger logger, Guid shipmentId, Guid carrierId);
}
