using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Marketplace.Contracts.Tests;

/// <summary>Amounts are rounded once, half away from zero, and never pass through binary fractions (CR-03).</summary>
public sealed class MoneyTests
{
    [Theory]
    [InlineData("120.5", "38.60", 465_130)]
    [InlineData("487.35", "5.80", 282_663)]
    [InlineData("3", "0.335", 101)]
    [InlineData("1234.5", "3.33", 411_089)]
    [InlineData("0", "9.99", 0)]
    [InlineData("0.001", "0.0001", 0)]
    public void A_line_is_quantity_times_price_rounded_once(string quantity, string price, long fen)
    {
        Assert.Equal(new Money(fen), Money.Of(Read<Quantity>(quantity), Read<UnitPrice>(price)));
    }

    [Fact]
    public void An_amount_is_never_more_than_half_a_fen_from_the_exact_value()
    {
        Prop.ForAll(
            Gen.Choose(0, 1_000_000_000).Zip(Gen.Choose(0, 1_000_000_000)).ToArbitrary(),
            pair =>
            {
                var exact = pair.Item1 / 1_000m * (pair.Item2 / 10_000m) * 100m;
                return Math.Abs(Money.Of(new Quantity(pair.Item1), new UnitPrice(pair.Item2)).Fen - exact) <= 0.5m;
            }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Prop.ForAll(
            Gen.Choose(int.MinValue, int.MaxValue).ToArbitrary(),
            parts => RoundTrips(new Quantity(parts)) && RoundTrips(new UnitPrice(parts))).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("\"1.2345\"")]
    [InlineData("1.5")]
    [InlineData("\"1e3\"")]
    [InlineData("\"1,5\"")]
    [InlineData("\"\"")]
    [InlineData("\"99999999999999\"")]
    [InlineData("null")]
    public void A_quantity_that_is_no_plain_decimal_string_of_three_places_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Quantity>(json));
    }

    [Fact]
    public void Too_large_an_amount_is_refused_rather_than_wrapped()
    {
        Assert.Throws<OverflowException>(() => Money.Of(new Quantity(long.MaxValue), new UnitPrice(long.MaxValue)));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue) + new Money(1));
    }

    static bool RoundTrips<T>(T value)
        where T : struct => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value)).Equals(value);

    static T Read<T>(string text)
        where T : struct => JsonSerializer.Deserialize<T>($"\"{text}\"");
}
