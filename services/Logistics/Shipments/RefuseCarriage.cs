using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Shipments;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/carrier/refusal. The carrier that was named refuses what it never got; it sees the shipment no
/// more, and the supplier names another.
/// </summary>
public static partial class RefuseCarriage
{
    /// <summary>Why, if it is said.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>Up to 200 characters for the supplier and the buyer.</summary>
        public string? Note { get; init; }

        public void Check(Checks check) => ShipmentCancellations.CheckNote(check, Note, isNeeded: false);
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/carrier/refusal", HandleAsync)
        .WithName(nameof(RefuseCarriage))
        .WithSummary("拒绝承运 Refuse to carry what was never handed over")
        .For(Roles.Carrier).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentSummary>> HandleAsync(
        Guid shipmentId, Request request, LogisticsDb db, Caller caller, TimeProvider clock, ILogger<Shipment> logger, CancellationToken ct)
    {
        await db.LockSeenAsync<Shipment>([shipmentId], ct);
        var shipment = await db.Shipments.SingleOrDefaultAsync(known => known.ShipmentId == shipmentId, ct)
            ?? throw Refusals.NotFound(shipmentId);
        if (caller.Org is null || shipment.CarrierId != caller.Org)
        {
            throw Refusals.NotYours();
        }

        var seen = ShipmentSummary.Of(shipment, caller);
        db.Add(shipment.RefuseCarriage(request.Note, caller.Subject, clock.NowToTheMillisecond()));
        await db.SaveChangesAsync(ct);
        Refused(logger, shipmentId, caller.Org.Value);
        return TypedResults.Ok(seen with { CarrierId = null, Vehicle = null });
    }

    [LoggerMessage(LogLevel.Information, "Shipment {ShipmentId} was refused by carrier {CarrierId}, which never got it")]
    static partial void Refused(ILogger logger, Guid shipmentId, Guid carrierId);
}
