using Marketplace.Ordering.Storage;
using Xunit;

namespace Marketplace.Ordering.Tests.Storage;

public sealed class BrieflyKeptTests
{
    readonly Stopwatch _clock = new();
    readonly Dictionary<int, string> _stored = new() { [1] = "one", [2] = "two" };
    readonly List<int[]> _reads = [];
    readonly ShortLivedCache<int, Row> _kept;

    public BrieflyKeptTests() => _kept = new ShortLivedCache<int, Row>(_clock);

    [Fact]
    public async Task What_was_read_is_not_read_again_for_some_seconds()
    {
        Assert.Equal("one", await GetAsync(1));
        _stored[1] = "changed elsewhere";
        _clock.Elapsed += ShortLivedCache<int, Row>.AgeMax - TimeSpan.FromMilliseconds(1);
        Assert.Equal("one", await GetAsync(1));
        _clock.Elapsed += TimeSpan.FromMilliseconds(1);
        Assert.Equal("changed elsewhere", await GetAsync(1));
        Assert.Equal([[1], [1]], _reads);
    }

    [Fact]
    public async Task Only_what_is_missing_is_read_and_what_does_not_exist_is_asked_for_again()
    {
        await GetAsync(1);
        var found = await _kept.GetAsync([1, 2, 3, 2], ReadAsync, row => row.Key);

        Assert.Equal(["one", "two"], found.Values.Select(row => row.Name));
        _stored[3] = "three";
        Assert.Equal("three", await GetAsync(3));
        Assert.Equal([[1], [2, 3], [3]], _reads);
    }

    [Fact]
    public async Task What_is_being_changed_is_read_every_time_until_the_change_has_certainly_been_seen()
    {
        await GetAsync(1);
        _kept.Forget([1]);
        Assert.Equal("one", await GetAsync(1));
        _stored[1] = "committed";
        Assert.Equal("committed", await GetAsync(1));
        Assert.Equal(3, _reads.Count);

        _clock.Elapsed += ShortLivedCache<int, Row>.AgeMax;
        Assert.Equal("committed", await GetAsync(1));
        Assert.Equal("committed", await GetAsync(1));
        Assert.Equal(4, _reads.Count);
    }

    [Fact]
    public async Task A_change_during_a_read_keeps_the_old_row_from_being_kept()
    {
        await _kept.GetAsync(
            [1],
            async keys =>
            {
                var rows = await ReadAsync(keys);
                _kept.Forget([1]);
                return rows;
            },
            row => row.Key);
        _stored[1] = "committed";

        Assert.Equal("committed", await GetAsync(1));
    }

    async Task<string> GetAsync(int key) => (await _kept.GetAsync([key], ReadAsync, row => row.Key))[key].Name;

    Task<List<Row>> ReadAsync(int[] keys)
    {
        _reads.Add(keys);
        return Task.FromResult(keys.Where(_stored.ContainsKey).Select(key => new Row(key, _stored[key])).ToList());
    }

    sealed record Row(int Key, string Name);

    /// <summary>A stopwatch that a test turns by hand.</summary>
    sealed class Stopwatch : TimeProvider
    {
        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
