using Marketplace.Contracts;
using Marketplace.Logistics.Domain;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>How far and how long (decision 94).</summary>
public sealed class TemperatureFindingsTests
{
    static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    static readonly ControlledGoods Chilled = new(new(TemperatureClass.Chilled, 0, 8), [1]);

    [Theory]
    [InlineData("8 8 8 8 8 8 8 8", "")] // At the limit.
    [InlineData("8.5 8.5 8.5 8.5 8.5 8.5 8.5 8.5", "")] // As far as loggers differ.
    [InlineData("9 9 9 9 9 9 9", "")] // Sixty minutes, and no longer.
    [InlineData("9 9 9 9 9 9 9 9", "0-70 9")]
    [InlineData("4 9 9 9 9 9 9 9 9 4", "10-80 9")]
    [InlineData("9 9 9 9 4 9 9 9 9", "")] // Two stretches.
    [InlineData("14 14", "")] // Ten minutes.
    [InlineData("14 14 14", "0-20 14 severe")]
    [InlineData("9 14 14 14 9", "0-40 14 severe")]
    [InlineData("13 13 13", "")] // Five degrees, and not more.
    [InlineData("-1 -1 -1 -1 -1 -1 -1 -1", "0-70 -1")] // Too cold.
    [InlineData("-1 -1 -1 -1 9 9 9 9", "")] // Too cold, then too warm.
    [InlineData("9 9 9 9 - - 9 9 9 9", "0-90 9")] // Thirty minutes without a reading.
    [InlineData("9 9 9 9 - - - 9 9 9 9", "gap 30-70")] // Forty: nobody knows.
    public void A_breach_takes_some_degrees_for_some_time_in_one_stretch(string everyTenMinutes, string expected)
    {
        var readings = everyTenMinutes.Split(' ').Select((text, i) => text == "-" ? null : Reading(10 * i, text))
            .OfType<TemperatureReading>();
        var found = TemperatureFindings.Of([Chilled], TemperatureRules.Default, readings);
        Assert.Equal(
            expected,
            string.Join("; ", found.Breaches.Select(breach =>
                $"{Minute(breach.From)}-{Minute(breach.Until)} {breach.PeakCelsius:0}{(breach.IsSevere ? " severe" : "")}")
                .Concat(found.Gaps.Select(gap => $"gap {Minute(gap.From)}-{Minute(gap.Until)}"))));
    }

    [Fact]
    public void One_logger_does_not_speak_for_another_but_fills_its_gaps()
    {
        var warm = Enumerable.Range(0, 8).Select(i => Reading(10 * i, "9"));
        var cool = Enumerable.Range(0, 20).Select(i => Reading(5 + (10 * i), "4", "B"));
        var found = TemperatureFindings.Of([Chilled], TemperatureRules.Default, [.. warm, .. cool, Reading(200, "4")]);
        Assert.Equal("A", Assert.Single(found.Breaches).DeviceId);
        Assert.Empty(found.Gaps);
    }

    [Fact]
    public void Narrower_limits_of_a_product_are_broken_alone_and_another_class_is_not_asked()
    {
        ControlledGoods[] goods =
            [Chilled, new(new(TemperatureClass.Chilled, 0, 4), [2]), new(new(TemperatureClass.Frozen, -40, -15), [3])];
        var found = TemperatureFindings.Of(goods, TemperatureRules.Default, Enumerable.Range(0, 8).Select(i => Reading(10 * i, "6")));
        Assert.Equal([2], Assert.Single(found.Breaches).LineNumbers);
    }

    [Theory]
    [InlineData(ProductCategory.Meat, ProcessingLevel.Deep, TemperatureClass.Chilled)]
    [InlineData(ProductCategory.Vegetable, ProcessingLevel.Raw, TemperatureClass.Chilled)]
    [InlineData(ProductCategory.Vegetable, ProcessingLevel.Primary, null)]
    [InlineData(ProductCategory.Spice, ProcessingLevel.Raw, null)]
    public void The_category_and_how_far_goods_are_processed_say_how_they_are_kept(
        ProductCategory category, ProcessingLevel level, TemperatureClass? expected) =>
        Assert.Equal(expected, TemperatureLimits.ClassOf(category, level));

    static TemperatureReading Reading(int minute, string celsius, string device = "A") => new()
    {
        ShipmentId = Guid.Empty,
        DeviceId = device,
        StatedAt = Start.AddMinutes(minute),
        Class = TemperatureClass.Chilled,
        Hundredths = (int)(decimal.Parse(celsius, System.Globalization.CultureInfo.InvariantCulture) * 100),
        UploadNumber = 1,
    };

    static int Minute(DateTimeOffset at) => (int)(at - Start).TotalMinutes;
}
