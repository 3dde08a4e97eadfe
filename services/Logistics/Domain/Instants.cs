using System.Globalization;

namespace Marketplace.Logistics.Domain;

/// <summary>How instants are kept and shown.</summary>
static class Instants
{
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    /// <summary>Cut to the millisecond in UTC, as it is stored, so that a message says exactly what the database does.</summary>
    public static DateTimeOffset Stored(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    /// <summary>The wall clock in China, for people.</summary>
    public static string Text(DateTimeOffset instant) =>
        instant.ToOffset(Shanghai).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
