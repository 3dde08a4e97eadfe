using System.Globalization;

namespace Marketplace.Routing;

/// <summary>Why a stop is left out, and what would cure it, in words.</summary>
public sealed record LeftOutText(string Zh, string En, string CureZh, string CureEn)
{
    /// <summary>Times are taken as seconds from midnight of the first day, amounts as they are.</summary>
    /// <param name="dimensions">Names of the dimensions of capacity with their units, Chinese and English.</param>
    public static LeftOutText Of(RoutingProblem problem, LeftOutStop leftOut, IReadOnlyList<(string Zh, string En)> dimensions)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(leftOut);
        ArgumentNullException.ThrowIfNull(dimensions);
        var stop = problem.StopOf(leftOut.Stop);
        var (needed, available) = (leftOut.Needed, leftOut.Available);
        var (zh, en) = leftOut.Dimension is { } dimension ? dimensions[dimension] : ("", "");
        return leftOut.Reason switch
        {
            LeftOutReason.NoVehicleOfClass => new(
                $"没有适合温区“{stop.Class}”的车辆", $"No vehicle is fit for the class {stop.Class}.",
                $"增加一辆适合“{stop.Class}”的车辆", $"A vehicle that is fit for {stop.Class}."),
            LeftOutReason.TooLarge => new(
                $"{zh} {needed} 超过最大车辆的 {available}", $"Its {en} of {needed} is more than the {available} of the largest vehicle.",
                $"分成不超过 {available} 的几批，或安排 {needed} 以上的车辆", $"Parts of at most {available}, or a vehicle of at least {needed}."),
            LeftOutReason.WindowUnreachable => new(
                $"最早 {Instant(needed)} 到达，时间窗 {Instant(available)} 截止",
                $"The earliest arrival is {Instant(needed)}, and the window ends at {Instant(available)}.",
                $"时间窗延长到 {Instant(needed)}，或提前 {Duration(needed - available)} 出车",
                $"A window until {Instant(needed)}, or a shift that begins {Duration(needed - available)} sooner."),
            LeftOutReason.ShiftTooShort => new(
                $"单独往返需要 {Duration(needed)} 的班次，只有 {Duration(available)}",
                $"There and back alone needs a shift of {Duration(needed)}; the longest that there is has {Duration(available)}.",
                $"班次延长 {Duration(needed - available)}，或换第二名司机", $"A shift longer by {Duration(needed - available)}, or a second driver."),
            LeftOutReason.CapacityUsedUp when leftOut.Dimension is null => new(
                "适合的车辆都已用于其他温区的货物", "All vehicles that could take it carry goods of other classes.",
                $"增加一辆适合“{stop.Class}”的车辆", $"One more vehicle that is fit for {stop.Class}."),
            LeftOutReason.CapacityUsedUp => new(
                $"适合的车辆都已出车，{zh}最多剩 {available}，需要 {needed}",
                $"All vehicles that could take it are under way with at most {available} of {en} left; it needs {needed}.",
                $"增加一辆 {needed} 以上的车辆，或改日运输", $"One more vehicle of at least {needed}, or another day."),
            LeftOutReason.TimeUsedUp => new(
                "适合的车辆都已出车，有空位的在其时间窗和班次内都绕不过来",
                "All vehicles that could take it are under way; those with room can't come by within its window and their shift.",
                "增加一辆车，或放宽时间窗", "One more vehicle, or a wider window."),
            LeftOutReason.NotWorthIt => new(
                $"运输费用 {needed} 高于不运的损失 {available}", $"Serving it costs {needed}, more than the {available} that leaving it out costs.",
                $"与附近的货物合并，或由买方承担差额 {needed - available}",
                $"Goods that go near it, or somebody who pays the difference of {needed - available}."),
        };
    }

    /// <summary>"05:30", and "+1 05:30" on the next day.</summary>
    static string Instant(long seconds)
    {
        var (days, rest) = Math.DivRem(seconds, 86_400);
        var time = string.Create(CultureInfo.InvariantCulture, $"{rest / 3_600:00}:{rest / 60 % 60:00}");
        return days == 0 ? time : string.Create(CultureInfo.InvariantCulture, $"+{days} {time}");
    }

    /// <summary>Hours and minutes, rounded up: with less it would not be cured.</summary>
    static string Duration(long seconds)
    {
        var minutes = (seconds + 59) / 60;
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00}");
    }
}
