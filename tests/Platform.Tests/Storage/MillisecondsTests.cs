using Marketplace.Platform.Storage;
using Xunit;

namespace Marketplace.Platform.Tests.Storage;

/// <summary>Instants are published as the database keeps them.</summary>
public sealed class MillisecondsTests
{
    static readonly DateTimeOffset _fine = new DateTimeOffset(2026, 11, 20, 18, 15, 0, TimeSpan.FromHours(8)).AddTicks(1_239_999);

    [Fact]
    public void An_instant_is_cut_to_the_whole_millisecond_in_UTC()
    {
        var cut = Milliseconds.Truncate(_fine);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 15, 0, 123, TimeSpan.Zero), cut);
        Assert.Equal(TimeSpan.Zero, cut.Offset);
    }

    [Fact]
    public void The_clock_is_read_in_whole_milliseconds() =>
        Assert.Equal(Milliseconds.Truncate(_fine), new StandingClock().NowToTheMillisecond());

    sealed class StandingClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => _fine;
    }
}
