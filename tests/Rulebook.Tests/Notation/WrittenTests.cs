using Marketplace.Contracts;
using Xunit;

namespace Marketplace.Rulebook.Tests.Notation;

/// <summary>How values and entries are written in cases.</summary>
public sealed class WrittenTests
{
    [Theory]
    [InlineData("4651.30", 465_130)]
    [InlineData("4,651.30", 465_130)]
    [InlineData("-8,000.00", -800_000)]
    [InlineData("5,543万元", 5_543_000_000)]
    [InlineData("2.87亿元", 28_700_000_000)]
    [InlineData("100元", 10_000)]
    public void Money_is_written_as_people_do(string text, long fen) => Assert.Equal(fen, Written.Money(text).Fen);

    [Fact]
    public void Money_finer_than_a_fen_is_refused() => Assert.Throws<FormatException>(() => Written.Money("1.005"));

    [Fact]
    public void A_quantity_has_its_trade_unit()
    {
        var (quantity, unit) = Written.Quantity("1,234.5 斤");
        Assert.Equal((1_234_500, "斤", 500L), (quantity.Thousandths, unit.Name, unit.Grams));
        Assert.Equal((1, (long?)null), (Written.Quantity("8 箱").Unit.Pieces, Written.Quantity("8 箱").Unit.Grams));
    }

    [Fact]
    public void A_day_is_noon_in_Shanghai_and_an_instant_itself()
    {
        Assert.Equal(new DateTimeOffset(2024, 5, 10, 4, 0, 0, TimeSpan.Zero), Written.Instant("2024-05-10"));
        Assert.Equal(new DateTimeOffset(2024, 12, 31, 15, 59, 59, TimeSpan.Zero), Written.Instant("2024-12-31T15:59:59Z"));
    }

    [Theory]
    [InlineData("P F01 4651.30")]
    [InlineData("Quota U Q1 200.00 Direct")]
    [InlineData("K F03 -8000.00 Assisted Return posted 2025-01 recognised 2024-12-20 "
        + "event 2025-01-20 Verified qty 16 version 2 flag Auto flag Designated")]
    [InlineData("Counterpart K – Unpaired NoPairing")]
    public void An_entry_reads_and_writes(string text) => Assert.Equal(text, WrittenEntry.Parse(text).ToString());

    [Theory]
    [InlineData("X F01 1.00")]
    [InlineData("P F01")]
    [InlineData("P F01 1.00 Sideways")]
    [InlineData("P F01 1.00 posted")]
    public void What_is_no_entry_is_refused(string text) => Assert.Throws<FormatException>(() => WrittenEntry.Parse(text));

    [Fact]
    public void What_is_not_written_is_not_compared()
    {
        var entry = WrittenEntry.Parse("EastWest P F01 1.00 Direct Original posted 2024-05 flag Auto");
        Assert.Equal("P F01 1.00 Direct", entry.Like(WrittenEntry.Parse("P F01 9.00 Assisted")).ToString());
        Assert.Equal(PairingTier.Province, entry.Tier);
    }
}
