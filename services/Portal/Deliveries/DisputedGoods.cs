using Marketplace.Client.Logistics;

namespace Marketplace.Portal.Deliveries;

/// <summary>What disputes leave of a shipment to be accepted.</summary>
static class DisputedGoods
{
    /// <summary>What of a line is or was under dispute: it is accepted by rulings, and not with the rest.</summary>
    public static decimal Disputed(this ShipmentView shipment, Guid lineId) =>
        shipment.Disputes.Where(dispute => dispute.LineId == lineId).Sum(dispute => Quantities.Read(dispute.Quantity) ?? 0);

    /// <summary>What was sent of a line and nobody disputes.</summary>
    public static decimal Undisputed(this ShipmentView shipment, ShipmentViewLine line) =>
        (Quantities.Read(line.Dispatched) ?? 0) - shipment.Disputed(line.LineId);
}
