namespace Marketplace.Platform.Storage;

/// <summary>
/// Instants as databases keep them and messages carry them: UTC, in whole milliseconds. What is published at once and what is read back
/// later are then the same.
/// </summary>
public static class Milliseconds
{
    extension(TimeProvider clock)
    {
        /// <summary>Now, cut to the whole millisecond. Every verb and consumer takes its time from here.</summary>
        public DateTimeOffset NowToTheMillisecond() => Truncate(clock.GetUtcNow());
    }

    /// <summary>An instant that somebody else gave, cut to the whole millisecond, in UTC.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
