using Marketplace.Logistics.Domain;
using Marketplace.Platform.Refusals;
using Marketplace.Routing.Network;

namespace Marketplace.Logistics.Network;

/// <summary>
/// What no lane can be: shorter than the great circle, faster than lorries drive, or several times what is reckoned from coordinates. It
/// finds figures that slipped by a row or a column, and units that were mixed up.
/// </summary>
static class LaneLimits
{
    const int KmPerHourMax = 120;
    const int TimesMax = 5;

    /// <summary>Below these a detour is easily several times as long as the way.</summary>
    const int MetresFree = 10_000;

    const int MinutesFree = 30;

    /// <exception cref="InvalidRequestException">It can't be.</exception>
    public static void Require(LaneStatement asked, LaneEnd from, LaneEnd to)
    {
        if (LaneEnd.AreWithin(from, to))
        {
            throw new InvalidRequestException(
                "lane_within", "toNodeId", "起点和终点相同，或一端在另一端之内。", "Both ends are the same, or one lies in the other.");
        }

        var kmPerHour = asked.DistanceKm * 60 / asked.DrivingMinutes;
        if (kmPerHour > KmPerHourMax)
        {
            throw new InvalidRequestException(
                "lane_too_fast",
                "drivingMinutes",
                $"{asked.DistanceKm:0.0} 公里行驶 {asked.DrivingMinutes} 分钟，合每小时 {kmPerHour:0} 公里，超过 {KmPerHourMax} 公里；请核对里程和时间。",
                $"{asked.DistanceKm:0.0} km in {asked.DrivingMinutes} minutes are {kmPerHour:0} km an hour, more than {KmPerHourMax}; "
                + "check both.");
        }

        if (from.Place is { } start && to.Place is { } end)
        {
            RequireLikely(asked, start, end, isExact: from.IsExact && to.IsExact);
        }
    }

    static void RequireLikely(LaneStatement asked, Site start, Site end, bool isExact)
    {
        var straight = Degrees.Kilometres(
            Degrees.OfMicro(start.LatitudeMicroDegrees)!.Value, Degrees.OfMicro(start.LongitudeMicroDegrees)!.Value,
            Degrees.OfMicro(end.LatitudeMicroDegrees)!.Value, Degrees.OfMicro(end.LongitudeMicroDegrees)!.Value);
        // The great circle is rounded to a kilometre.
        if (isExact && asked.DistanceKm < straight - 1)
        {
            throw new InvalidRequestException(
                "lane_too_short",
                "distanceKm",
                $"里程 {asked.DistanceKm:0.0} 公里，短于两端的直线距离 {straight} 公里；请核对里程和两端。",
                $"{asked.DistanceKm:0.0} km is shorter than the straight line between both ends, {straight} km; "
                + "check the distance and the ends.");
        }

        var roads = new SiteRoads([start, end], []);
        var (metres, minutes) = (roads.Distance(0, 1), roads.Duration(0, 1) / 60);
        if (asked.Metres > TimesMax * (long)Math.Max(MetresFree, metres))
        {
            throw new InvalidRequestException(
                "lane_too_long",
                "distanceKm",
                $"里程 {asked.DistanceKm:0.0} 公里，超过按坐标估算的 {metres / 1000m:0.0} 公里的 {TimesMax} 倍；请核对里程和两端。",
                $"{asked.DistanceKm:0.0} km is more than {TimesMax} times the {metres / 1000m:0.0} km reckoned from coordinates; "
                + "check the distance and the ends.");
        }

        if (asked.DrivingMinutes > TimesMax * Math.Max(MinutesFree, minutes))
        {
            throw new InvalidRequestException(
                "lane_too_slow",
                "drivingMinutes",
                $"行驶时间 {asked.DrivingMinutes} 分钟，超过按坐标估算的 {minutes} 分钟的 {TimesMax} 倍；请核对时间和两端。",
                $"{asked.DrivingMinutes} minutes is more than {TimesMax} times the {minutes} minutes reckoned from coordinates; "
                + "check the time and the ends.");
        }
    }
}
