using Marketplace.Contracts;
using Marketplace.Logistics.Domain;

namespace Marketplace.Logistics.Freight;

/// <summary>Goods whose freight is asked for, as they were understood.</summary>
/// <param name="From">Where they are taken in.</param>
/// <param name="To">Where they are handed over.</param>
/// <param name="DeliverOn">The day of delivery.</param>
/// <param name="Class">In which they travel together; null when they can't.</param>
/// <param name="WeightKg">Rounded up.</param>
/// <param name="ChargeableKg">What freight is asked for.</param>
sealed record FreightConsignment(
    FreightPlace From, FreightPlace To, DateOnly DeliverOn, FreightClass? Class, long WeightKg, long ChargeableKg)
{
    /// <summary>Of a tonne of chargeable weight, rounded half away from zero.</summary>
    public long FenPerTonneOf(long fen) => CarrierTariff.Rounded((Int128)fen * 1_000, ChargeableKg);
}

/// <summary>An end of a way.</summary>
/// <param name="Path">The region in which it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Node">The station or hub; null for a region.</param>
sealed record FreightPlace(RegionPath Path, string Name, NetworkNode? Node);

/// <summary>Why nothing serves a way, in words.</summary>
static class NotServed
{
    public static FreightQuoteView.NotServedView MixedClasses { get; } = new()
    {
        Reason = NotServedReason.MixedClasses,
        Text = new("货物中有冷冻和其他货物，不能同车", "There are frozen goods and others, which can't ride together."),
        Cure = new("请把冷冻货物分开询价、分开下单", "Ask for frozen goods, and order them, apart."),
    };

    public static FreightQuoteView.NotServedView PlaceUnknown { get; } = new()
    {
        Reason = NotServedReason.PlaceUnknown,
        Text = new(
            "没有承运商发布这条线路的运价，且起点或终点没有坐标，无法估算",
            "No carrier has stated a tariff for this way, and nobody knows where one end is."),
        Cure = new(
            "请承运商发布运价，或请登记处补充该地区的坐标",
            "A carrier states a tariff, or the registry adds the coordinates of the region."),
    };

    public static FreightQuoteView.NotServedView NoCarrier { get; } = new()
    {
        Reason = NotServedReason.NoCarrier,
        Text = new(
            "没有承运商发布这条线路的运价，当日也没有合适的车辆可用",
            "No carrier has stated a tariff for this way, and no fit vehicles are on offer on the day."),
        Cure = new(
            "请承运商发布运价或登记合适温度等级的车辆；也可由供应商自行送货",
            "A carrier states a tariff or offers vehicles for the class; or the supplier brings the goods itself."),
    };
}
