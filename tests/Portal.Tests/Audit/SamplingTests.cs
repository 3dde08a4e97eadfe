using Marketplace.Portal.Audit;
using Xunit;

namespace Marketplace.Portal.Tests.Audit;

public sealed class SamplingTests
{
    static readonly Guid[] Ids = [.. Enumerable.Range(1, 100).Select(number => new Guid(number, 0, 0, new byte[8]))];

    [Fact]
    public void The_same_seed_draws_the_same_in_whatever_order_entries_come() =>
        Assert.Equal(Sampling.Draw(Ids, "seed", 10), Sampling.Draw(Ids.Reverse(), "seed", 10));

    [Fact]
    public void Another_seed_draws_others()
    {
        var first = Sampling.Draw(Ids, "seed", 10).ToList();

        Assert.Equal(10, first.Distinct().Count());
        Assert.NotEqual(first, Sampling.Draw(Ids, "another", 10));
    }

    [Fact]
    public void No_more_is_drawn_than_there_is() => Assert.Equal(Ids.Length, Sampling.Draw(Ids, "seed", 1_000).Distinct().Count());
}
