using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Orders;

/// <summary>Why goods are not sent, and who says so.</summary>
static class CancelTerms
{
    /// <summary>Which reasons a buyer may give.</summary>
    public static ShipmentCancellationReason[] OfBuyers { get; } =
    [
        ShipmentCancellationReason.NotNeeded, ShipmentCancellationReason.OrderedByMistake, ShipmentCancellationReason.TooLate,
        ShipmentCancellationReason.Other,
    ];

    /// <summary>Which reasons a supplier may give.</summary>
    public static ShipmentCancellationReason[] OfSuppliers { get; } =
    [
        ShipmentCancellationReason.CropFailure, ShipmentCancellationReason.QualityShort, ShipmentCancellationReason.StockShort,
        ShipmentCancellationReason.PriceMistake, ShipmentCancellationReason.NoTransport, ShipmentCancellationReason.TooLate,
        ShipmentCancellationReason.Other,
    ];

    extension(Language language)
    {
        public string Reason(Enum reason) => reason.ToString() switch
        {
            nameof(ShipmentCancellationReason.NotNeeded) => language["不再需要", "No longer needed"],
            nameof(ShipmentCancellationReason.OrderedByMistake) => language["误下单", "Ordered by mistake"],
            nameof(ShipmentCancellationReason.TooLate) => language["来不及", "Too late"],
            nameof(ShipmentCancellationReason.CropFailure) => language["受灾减产", "Crop failure"],
            nameof(ShipmentCancellationReason.QualityShort) => language["品质不达标", "Quality falls short"],
            nameof(ShipmentCancellationReason.StockShort) => language["库存不足", "Stock is short"],
            nameof(ShipmentCancellationReason.PriceMistake) => language["价格填错", "A mistake in the price"],
            nameof(ShipmentCancellationReason.NoTransport) => language["没有运力", "No transport"],
            nameof(ShipmentCancellationReason.NotSentInTime) => language["逾期未发货", "Not sent in time"],
            nameof(ShipmentCancellationReason.Other) => language["其他（请说明）", "Other (say which)"],
            _ => reason.ToString(),
        };

        public string By(Enum by) => by.ToString() switch
        {
            nameof(CancelledBy.Buyer) => language["采购方", "the buyer"],
            nameof(CancelledBy.Supplier) => language["供应商", "the supplier"],
            _ => language["系统", "the deadline"],
        };
    }
}
