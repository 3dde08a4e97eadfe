using System.Globalization;
using Marketplace.Client.Logistics;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Tours;

/// <summary>How tours, loads and what becomes of them are called.</summary>
static class TourTerms
{
    const decimal MetresPerKilometre = 1_000;

    extension(Language language)
    {
        public string Tour(TourKind kind) => kind switch
        {
            TourKind.Collection => language["集货", "Collection"],
            TourKind.Trunk => language["干线", "Trunk"],
            TourKind.Delivery => language["配送", "Delivery"],
            TourKind.Direct => language["直达", "Direct"],
        };

        public string Tour(TourState state) => state switch
        {
            TourState.Offered => language["待答复", "Awaits your answer"],
            TourState.Accepted => language["已接受", "Accepted"],
            TourState.WithoutCarrier => language["已拒绝", "Refused"],
            TourState.Cancelled => language["已取消", "Cancelled"],
            TourState.Failed => language["车辆故障", "Failed"],
            TourState.Replaced => language["已改派", "Replaced"],
            TourState.BrokenDown => language["途中抛锚", "Broken down"],
        };

        public string Load(ShipmentState state) => state switch
        {
            ShipmentState.Planned => language["供应商待发货", "Not sent by its supplier yet"],
            ShipmentState.Dispatched => language["在途", "On the way"],
            ShipmentState.Delivered => language["已送达", "Arrived"],
            ShipmentState.Accepted => language["已验收", "Accepted"],
            ShipmentState.Cancelled => language["已取消", "Cancelled"],
            ShipmentState.Lost => language["已灭失", "Lost"],
        };

        public string GoodsClass(string @class) => @class switch
        {
            "frozen" => language["冷冻", "Frozen"],
            "chilled" => language["冷藏", "Chilled"],
            _ => language["常温", "Ambient"],
        };

        public string Loss(LossReason reason) => reason switch
        {
            LossReason.Missing => language["短少", "Missing"],
            LossReason.Damaged => language["破损", "Damaged"],
            LossReason.Spoilt => language["变质", "Spoilt"],
            LossReason.Accident => language["事故", "Accident"],
            LossReason.Other => language["其他（请说明）", "Other (say which)"],
        };

        public string Condition(GoodsCondition condition) => condition switch
        {
            GoodsCondition.Good => language["完好", "Good"],
            GoodsCondition.Damaged => language["破损", "Damaged"],
            GoodsCondition.Spoilt => language["变质", "Spoilt"],
        };

        public string Act(CustodyAct act) => act switch
        {
            CustodyAct.TakenOver => language["接收", "Taken over"],
            CustodyAct.HandedOver => language["交出", "Handed over"],
        };

        /// <summary>The time of the day in which a dock takes goods in.</summary>
        public string Window(DeliveryWindow window) => string.Create(
            CultureInfo.InvariantCulture, $@"{language["收货", "open"]} {window.From:hh\:mm}–{window.Until:hh\:mm}");

        public string Kilometres(long metres) =>
            string.Create(CultureInfo.InvariantCulture, $"{metres / MetresPerKilometre:0.#} {language["公里", "km"]}");
    }

    /// <summary>Whether the carrier hands goods over at the stops, and does not take them in.</summary>
    public static bool HandsOver(this TourKind kind) => kind is TourKind.Delivery or TourKind.Direct;
}
