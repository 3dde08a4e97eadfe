namespace Marketplace.Ordering.Storage;

/// <summary>Instants as they are stored.</summary>
static class Clock
{
    extension(TimeProvider clock)
    {
        /// <summary>Now, in whole milliseconds as they are stored, so that what is told at once and what is read later are the same.</summary>
        public DateTimeOffset NowToTheMillisecond() => DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
