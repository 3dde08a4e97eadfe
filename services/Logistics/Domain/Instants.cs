using System.Globalization;

namespace Marketplace.Logistics.Domain;

/// <summary>How instants are kept and shown.</summary>
static class Instants
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>Cut to the millisecond in UTC, as it is stored, so that a message says exactly what the database does.</summary>
    public static DateTimeOffset Stored(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    /// <summary>An instant by its milliseconds. A number that is none is nonsense from outside and finds nothing; it must not be an error of ours.</summary>
    public static DateTimeOffset Clamped(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(
        milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>The wall clock in China, for people.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
