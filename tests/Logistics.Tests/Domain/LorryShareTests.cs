using FsCheck;
using FsCheck.Fluent;
using Marketplace.Logistics.Domain;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>What goods bear of a lorry that others' goods fill as well.</summary>
public sealed class LorryShareTests
{
    [Theory]
    // 100 kg of a lorry of 10,000 kg that is filled to 70 percent: 100 / 7,000 of 70,000 fen.
    [InlineData(100, 70, 1_000, 70)]
    [InlineData(6_999, 70, 69_990, 70)]
    [InlineData(7_000, 70, 70_000, 100)]
    [InlineData(10_000, 70, 70_000, 100)]
    [InlineData(10_100, 70, 71_000, 70)]
    [InlineData(25_000, 70, 190_000, 70)]
    [InlineData(100, null, 70_000, 100)]
    [InlineData(10_001, null, 140_000, 100)]
    public void Goods_bear_whole_lorries_and_their_share_of_the_last(long kg, int? fill, long fen, int filled) =>
        Assert.Equal(new LorryShare(fen, filled), LorryShare.Of(70_000, 10_000, kg, fill));

    [Fact]
    public void More_goods_never_bear_less_and_none_more_than_lorries_of_their_own() =>
        Prop.ForAll(Gen.Choose(1, 50_000).Two().ToArbitrary(), Gen.Choose(10, 100).ToArbitrary(), (weights, fill) =>
        {
            var (less, more) = (Math.Min(weights.Item1, weights.Item2), Math.Max(weights.Item1, weights.Item2));
            Assert.True(LorryShare.Of(70_001, 9_999, less, fill).Fen <= LorryShare.Of(70_001, 9_999, more, fill).Fen);
            Assert.True(LorryShare.Of(70_001, 9_999, more, fill).Fen <= LorryShare.Of(70_001, 9_999, more, null).Fen);
        }).QuickCheckThrowOnFailure();
}
