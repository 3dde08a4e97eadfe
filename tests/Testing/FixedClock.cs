namespace Marketplace.Testing;

/// <summary>A clock that stands still until a test moves it. Timers still run in real time.</summary>
public sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    readonly Lock _lock = new();
    DateTimeOffset _now = now;

    /// <summary>The instant that everybody who asks is given.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (_lock)
            {
                return _now;
            }
        }

        set
        {
            lock (_lock)
            {
                _now = value;
            }
        }
    }

    /// <summary>Moves on by so much.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_lock)
        {
            _now += by;
        }
    }

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Now;
}
