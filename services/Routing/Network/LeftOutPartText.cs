using System.Globalization;

namespace Marketplace.Routing.Network;

/// <summary>Why a part is left out, what would cure it and when its next chance is, in words.</summary>
public sealed record LeftOutPartText(string Zh, string En, string CureZh, string CureEn)
{
    static readonly (string Zh, string UnitZh, string En)[] Dimensions = [("重量", "公斤", "kg"), ("容积", "升", "litres")];

    /// <summary>Says on which leg and why; which part it is, the caller knows.</summary>
    /// <param name="problem">The network.</param>
    /// <param name="left">What is left out.</param>
    /// <param name="clock">How an instant is told; by the days of the problem, as "+1 05:30", when null.</param>
    /// <param name="classZh">What a temperature class is called in Chinese; as the problem calls it when null.</param>
    public static LeftOutPartText Of(
        NetworkProblem problem, LeftOutPart left, Func<long, string>? clock = null, Func<string, string>? classZh = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(left);
        var (legZh, legEn) = left.Leg is { } leg ? NameOf(leg.Kind) : ("全程", "all ways");
        var @class = problem.PartOf(left.Part).Class;
        var text = Text(@class, classZh?.Invoke(@class) ?? @class, left, clock ?? Instant);
        return text with { Zh = $"{legZh}：{text.Zh}", En = $"{legEn}: {text.En}" };
    }

    static LeftOutPartText Text(string @class, string classZh, LeftOutPart left, Func<long, string> clock)
    {
        var (needed, available) = (left.Needed, left.Available);
        var (zh, unit, en) = left.Dimension is { } dimension ? Dimensions[dimension] : ("", "", "");
        return left.Reason switch
        {
            LeftOutReason.NoVehicleOfClass => new(
                $"没有适合温区“{classZh}”的车辆或仓", $"no vehicle or store is fit for {@class}",
                $"增加适合“{classZh}”的车辆或仓", $"A vehicle or store that is fit for {@class}."),
            LeftOutReason.TooLarge => new(
                $"{zh} {needed} {unit}，超过最大车辆的 {available} {unit}",
                $"its {needed} {en} are more than the {available} of the largest vehicle",
                $"分成不超过 {available} {unit}的几批", $"Parts of at most {available} {en}."),
            LeftOutReason.WindowUnreachable => new(
                $"最早 {clock(needed)} 送达，收货时间窗 {clock(available)} 截止",
                $"it arrives at {clock(needed)} at the earliest, and its window ends at {clock(available)}",
                $"收货时间改到 {clock(needed)} 以后，或提前 {Hours(needed - available)} 备货",
                $"A window after {clock(needed)}, or goods that are ready {Hours(needed - available)} sooner."),
            LeftOutReason.ShiftTooShort => new(
                $"单独往返需要 {Hours(needed)}，班次只有 {Hours(available)}",
                $"there and back alone takes {Hours(needed)}, and the longest shift has {Hours(available)}",
                $"班次延长 {Hours(needed - available)}，或换第二名司机",
                $"A shift longer by {Hours(needed - available)}, or a second driver."),
            LeftOutReason.CapacityUsedUp when left.Dimension is null => new(
                "适合的车辆都已用完", "all vehicles that could take it are used",
                $"增加一辆适合“{classZh}”的车辆，或改日", $"One more vehicle that is fit for {@class}, or another day."),
            LeftOutReason.CapacityUsedUp => new(
                $"车辆都已出车，{zh}最多剩 {available} {unit}，需要 {needed} {unit}",
                $"all vehicles are under way with at most {available} {en} left; it needs {needed}",
                $"增加一辆{zh} {needed} {unit}以上的车辆，或改日", $"One more vehicle of at least {needed} {en}, or another day."),
            LeftOutReason.TimeUsedUp => new(
                "有空位的车辆在时间窗和班次内都绕不过来", "vehicles with room can't come by within its window and their shift",
                "增加一辆车，或放宽时间窗", "One more vehicle, or a wider window."),
            LeftOutReason.NotWorthIt => new(
                $"运费 {needed} 高于 {available}", $"carrying it costs {needed}, more than {available}",
                "与附近的货物合并", "Goods that go near it."),
        };
    }

    static (string Zh, string En) NameOf(LegKind kind) => kind switch
    {
        LegKind.Collection => ("集货", "collection"),
        LegKind.Trunk => ("干线", "trunk"),
        LegKind.Delivery => ("配送", "delivery"),
        LegKind.Direct => ("直达", "direct"),
    };

    static string Instant(long seconds)
    {
        var (days, rest) = Math.DivRem(seconds, NetworkProblem.Day);
        return string.Create(CultureInfo.InvariantCulture, $"+{days} {rest / 3_600:00}:{rest / 60 % 60:00}");
    }

    /// <summary>Hours and minutes, rounded up: with less it would not be cured.</summary>
    static string Hours(long seconds)
    {
        var minutes = (seconds + 59) / 60;
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");
    }
}
