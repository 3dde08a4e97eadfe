using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>Parts always add up, and each is as near to its exact share as whole fen allow (CR-03).</summary>
public sealed class SplitsTests
{
    static readonly Arbitrary<(long Total, long[] Weights)> Any = (
        from total in Gen.Choose(-2_000_000_000, 2_000_000_000)
        from scale in Gen.Elements(1L, 997L, 5_000L)
        from weights in Gen.Choose(0, 2_000_000_000).NonEmptyListOf()
        where weights.Any(weight => weight > 0)
        select (total * scale, weights.Select(weight => weight * scale).ToArray())).ToArbitrary();

    [Fact]
    public void An_order_discount_is_split_by_gross_line_amounts()
    {
        // EC-38.
        Assert.Equal([15_79, 31_58, 52_63], Splits.LargestRemainder(100_00, [1_000_00, 2_000_00, 3_333_33]));
    }

    [Fact]
    public void Ties_go_to_the_lowest_share()
    {
        // EC-39.
        Assert.Equal([33_34, 33_33, 33_33], Splits.LargestRemainder(100_00, [1, 1, 1]));
        Assert.Equal([-33_34, -33_33, -33_33], Splits.LargestRemainder(-100_00, [1, 1, 1]));
        // EC-41.
        Assert.Equal([6_000_00, 2_400_00], Splits.LargestRemainder(8_400_00, [6_000, 2_400]));
    }

    [Fact]
    public void Parts_add_up_to_the_total() =>
        Prop.ForAll(Any, any => Splits.LargestRemainder(any.Total, any.Weights).Sum() == any.Total).QuickCheckThrowOnFailure();

    [Fact]
    public void A_part_is_less_than_one_fen_from_its_exact_share() =>
        Prop.ForAll(Any, any =>
        {
            var sum = any.Weights.Aggregate(Int128.Zero, (all, weight) => all + weight);
            var parts = Splits.LargestRemainder(any.Total, any.Weights);
            return parts.Zip(any.Weights).All(pair => Int128.Abs(((Int128)pair.First * sum) - ((Int128)any.Total * pair.Second)) < sum);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Whatever_the_order_a_heavier_line_never_gets_less_and_equal_lines_differ_by_a_fen_at_most() =>
        Prop.ForAll(Any, any =>
        {
            var total = Math.Abs(any.Total);
            var forward = any.Weights.Zip(Splits.LargestRemainder(total, any.Weights)).ToArray();
            long[] turned = [.. any.Weights.Reverse()];
            var backward = turned.Zip(Splits.LargestRemainder(total, turned)).ToArray();
            return forward.OrderBy(pair => pair).SequenceEqual(backward.OrderBy(pair => pair))
                && forward.All(row => forward.All(other => row.First <= other.First || row.Second >= other.Second))
                && forward.All(row => forward.All(other => row.First != other.First || Math.Abs(row.Second - other.Second) <= 1));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_part_without_weight_gets_nothing() => Assert.Equal([0, 7, 0], Splits.LargestRemainder(7, [0, 3, 0]));

    [Fact]
    public void Nothing_is_split_without_weights_or_by_negative_ones()
    {
        Assert.Throws<ArgumentException>(() => Splits.LargestRemainder(1, []));
        Assert.Throws<ArgumentException>(() => Splits.LargestRemainder(0, [0, 0]));
        Assert.Throws<ArgumentException>(() => Splits.LargestRemainder(1, [2, -1]));
    }

    [Fact]
    public void The_largest_order_there_can_be_is_split_exactly() =>
        Assert.Equal(
            [4_999_999_999_999, 4_999_999_999_998], Splits.LargestRemainder(9_999_999_999_997, [10_000_000_000_000, 10_000_000_000_000]));
}
