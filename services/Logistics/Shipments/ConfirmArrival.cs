using Marketplace.Contracts;
using Marketplace.Logistics.Acceptances;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Shipments;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/arrival → ShipmentDelivered, when no carrier has recorded the delivery. The buyer confirms that
/// what the supplier, a carrier related to it or a suspended one carried has arrived, or what its carrier records nothing of; only from
/// then on does its silence count (CR-01). It may as well inspect at once what is recorded as delivered.
/// </summary>
public static partial class ConfirmArrival
{
    /// <summary>Nothing has to be said.</summary>
    public sealed record Request;

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/arrival", HandleAsync)
        .WithName(nameof(ConfirmArrival))
        .WithSummary("确认到货 Confirm the arrival of what no independent carrier brought or recorded")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentSummary>> HandleAsync(
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
        if (!shipment.IsBoughtBy(caller.Org))
        {
            throw Refusals.NotYours();
        }

        if (shipment.ConfirmArrival(clock.NowToTheMillisecond(), options.Value.Rules))
        {
            RecordDelivery.Tell(db, shipment);
        }

        await db.SaveChangesAsync(ct);
        Confirmed(logger, shipmentId);
        return TypedResults.Ok(ShipmentSummary.Of(shipment, caller));
    }

    [LoggerMessage(LogLevel.Information, "The arrival of shipment {ShipmentId} was confirmed by its buyer")]
    static partial void Confirmed(ILogger logger, Guid shipmentId);
}
