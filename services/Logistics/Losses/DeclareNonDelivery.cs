using Marketplace.Contracts;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Marketplace.Logistics.Losses;

/// <summary>
/// POST /logistics/shipments/{shipmentId}/non-delivery → ShipmentLost. Nothing was delivered for so long after the dispatch as
/// <see cref="DispatchOptions.UndeliveredAfterDays"/> says: the buyer ends the commitment. A delivery that is recorded before answers it,
/// none afterwards.
/// </summary>
public static class DeclareNonDelivery
{
    /// <summary>What the buyer says to it.</summary>
    public sealed record Request : IChecked
    {
        /// <summary>1 to 200 characters for the supplier: what was asked, and what was answered.</summary>
        public required string Reason { get; init; }

        public void Check(Checks check) => check.Text(Reason, "reason", max: 200);
    }

    public static void Map(RouteGroupBuilder shipments) => shipments.MapPost("/{shipmentId:guid}/non-delivery", HandleAsync)
        .WithName(nameof(DeclareNonDelivery))
        .WithSummary("申报未送达 Declare that nothing arrived")
        .For(Roles.Purchaser).Decided(DecidedBy.Organisation)
        .RequireIdempotencyKey<LogisticsDb>();

    static async Task<Ok<ShipmentSummary>> HandleAsync(
        Guid shipmentId,
        Request request,
        LogisticsDb db,
        Caller caller,
        IOptions<DispatchOptions> options,
        TimeProvider clock,
        ILogger<Shipment> logger,
        CancellationToken ct)
    {
        var shipment = await ShipmentCancellations.LockAsync(db, shipmentId, ct);
        if (!shipment.IsBoughtBy(caller.Org))
        {
            throw Refusals.NotYours();
        }

        shipment.DeclareNotDelivered(request.Reason, clock.NowToTheMillisecond(), options.Value.Rules);
        LostShipments.Publish(db, shipment, LossFinding.NotDelivered, reason: null, logger);
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(ShipmentSummary.Of(shipment, caller));
    }
}
