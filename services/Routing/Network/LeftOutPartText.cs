using System.Globalization;

namespace Marketplace.Routing.Network;

/// <summary>Why a part is left out, what would cure it and when its next chance is, in words.</summary>
public sealed record LeftOutPartText(string Zh, string En, string CureZh, string CureEn)
{
    static readonly (string Zh, string En)[] Dimensions = [("载重 kg", "kg"), ("容积 L", "litres")];

    /// <summary>Times are told as the clock of the days of the problem: "05:30", "+1 05:30".</summary>
    public static LeftOutPartText Of(NetworkProblem problem, LeftOutPart left)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(left);
        var part = problem.PartOf(left.Part);
        var (legZh, legEn) = left.Leg is { } leg ? NameOf(leg.Kind) : ("全程", "all ways");
        var text = Text(part, left);
        return text with { Zh = $"{part.Id}（{legZh}）：{text.Zh}", En = $"{part.Id} ({legEn}): {text.En}" };
    }

    static LeftOutPartText Text(Part part, LeftOutPart left)
    {
        var (needed, available) = (left.Needed, left.Available);
        var (zh, en) = left.Dimension is { } dimension ? Dimensions[dimension] : ("", "");
        return left.Reason switch
        {
            LeftOutReason.NoVehicleOfClass => new(
                $"没有适合温区“{part.Class}”的车辆或仓", $"no vehicle or store is fit for {part.Class}",
                $"增加适合“{part.Class}”的车辆或仓", $"A vehicle or store that is fit for {part.Class}."),
            LeftOutReason.TooLarge => new(
                $"{zh} {needed} 超过最大车辆的 {available}", $"its {needed} {en} are more than the {available} of the largest vehicle",
                $"分成不超过 {available} 的几批", $"Parts of at most {available} {en}."),
            LeftOutReason.WindowUnreachable => new(
                $"最早 {Instant(needed)} 送达，收货时间窗 {Instant(available)} 截止",
                $"it arrives at {Instant(needed)} at the earliest, and its window ends at {Instant(available)}",
                $"收货时间改到 {Instant(needed)} 以后，或提前 {Hours(needed - available)} 备货",
                $"A window after {Instant(needed)}, or goods that are ready {Hours(needed - available)} sooner."),
            LeftOutReason.ShiftTooShort => new(
                $"单独往返需要 {Hours(needed)}，班次只有 {Hours(available)}",
                $"there and back alone takes {Hours(needed)}, and the longest shift has {Hours(available)}",
                $"班次延长 {Hours(needed - available)}，或换第二名司机",
                $"A shift longer by {Hours(needed - available)}, or a second driver."),
            LeftOutReason.CapacityUsedUp when left.Dimension is null => new(
                "适合的车辆都已用完", "all vehicles that could take it are used",
                $"增加一辆适合“{part.Class}”的车辆，或改日", $"One more vehicle that is fit for {part.Class}, or another day."),
            LeftOutReason.CapacityUsedUp => new(
                $"车辆都已出车，{zh}最多剩 {available}，需要 {needed}",
                $"all vehicles are under way with at most {available} {en} left; it needs {needed}",
                $"增加一辆 {needed} 以上的车辆，或改日", $"One more vehicle of at least {needed} {en}, or another day."),
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
