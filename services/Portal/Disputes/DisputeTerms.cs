using Marketplace.Client.Logistics;
using Marketplace.Portal.Deliveries;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Disputes;

/// <summary>How disputes are called, and what they leave of a line.</summary>
static class DisputeTerms
{
    extension(Language language)
    {
        public string Dispute(DisputeState state) => state switch
        {
            DisputeState.Open => language["待裁定", "To be ruled on"],
            DisputeState.Ruled => language["已裁定", "Ruled on"],
        };
    }

    public static string Tone(this DisputeState state) => state == DisputeState.Open ? "warn" : "good";

    /// <summary>What of a line is or was under dispute: it is accepted by rulings, and not with the rest.</summary>
    public static decimal Disputed(this ShipmentView shipment, Guid lineId) =>
        shipment.Disputes.Where(dispute => dispute.LineId == lineId).Sum(dispute => Quantities.Read(dispute.Quantity) ?? 0);

    /// <summary>What was sent of a line and nobody disputes.</summary>
    public static decimal Undisputed(this ShipmentView shipment, ShipmentViewLine line) =>
        (Quantities.Read(line.Dispatched) ?? 0) - shipment.Disputed(line.LineId);
}
