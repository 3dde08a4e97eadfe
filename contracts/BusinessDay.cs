using System.Globalization;

namespace Marketplace.Contracts;

/// <summary>Business days and months are those of Asia/Shanghai, whatever the clock of the machine says.</summary>
public static class BusinessDay
{
    // China has kept UTC+8 without daylight saving since 1991; a fixed offset needs no time zone database on the machine.
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>The day in Asia/Shanghai to which an instant belongs (CR-01).</summary>
    public static DateOnly Of(DateTimeOffset instant) => DateOnly.FromDateTime(WallClock(instant).DateTime);

    /// <summary>The first instant of a day in Asia/Shanghai, in UTC.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Shanghai).ToUniversalTime();

    /// <summary>The same instant with the offset of Asia/Shanghai.</summary>
    public static DateTimeOffset WallClock(DateTimeOffset instant) => instant.ToOffset(Shanghai);

    /// <summary>An instant for people: the wall clock in Asia/Shanghai as "2026-11-26 13:30:00".</summary>
    public static string Text(DateTimeOffset instant) => WallClock(instant).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
