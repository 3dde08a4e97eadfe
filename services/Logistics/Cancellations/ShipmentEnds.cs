using Marketplace.Logistics.Domain;
using Marketplace.Logistics.Lorries;
using Marketplace.Logistics.Plans;
using Marketplace.Logistics.Shipments;
using Marketplace.Logistics.Storage;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Cancellations;

/// <summary>What the cancellation and the decline of several shipments have in common.</summary>
static class ShipmentEnds
{
    /// <summary>Cancels what is named of each shipment, or says why not; one that is refused does not stop the others.</summary>
    /// <param name="db">In the transaction of the request.</param>
    /// <param name="items">None of them twice.</param>
    /// <param name="mayEnd">Whether a shipment that the caller sees is its own to end.</param>
    public static async Task<ShipmentOutcomes> EndEachAsync(
        LogisticsDb db,
        Caller caller,
        IReadOnlyList<EndedShipment> items,
        LineCancellation end,
        Func<Shipment, bool> mayEnd,
        ILogger logger,
        CancellationToken ct)
    {
        var answer = await ShipmentItems.ApplyAsync<Lines>(
            db,
            caller,
            [.. items.Select(item => new ShipmentItem<Lines>(item.ShipmentId, new Lines(item.LineIds)))],
            db.Shipments.Include(shipment => shipment.Lines),
            (shipment, lines) =>
            {
                if (!mayEnd(shipment))
                {
                    throw Refusals.NotYours();
                }

                ShipmentCancellations.Apply(db, shipment, end, lines.Ids, logger);
            },
            ct);
        var outcomes = answer.Value!;
        Guid[] ended =
        [
            .. outcomes.Items.Select(item => item.Shipment).OfType<ShipmentSummary>()
                .Where(shipment => shipment.State == ShipmentState.Cancelled).Select(shipment => shipment.ShipmentId),
        ];
        await db.ReleaseFromPlansAsync(ended, end.At, ct);
        await db.SaveChangesAsync(ct);
        return outcomes;
    }

    /// <summary>Which lines of one of several shipments.</summary>
    sealed record Lines(IReadOnlyList<Guid>? Ids) : IChecked
    {
        public void Check(Checks checks) => ShipmentCancellations.CheckLines(checks, Ids);
    }
}
