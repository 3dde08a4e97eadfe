using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Contracts.Logistics;
using Marketplace.Logistics.Domain;
using Xunit;

namespace Marketplace.Logistics.Tests.Domain;

/// <summary>What holds of breaches whatever loggers say.</summary>
public sealed class TemperatureProperties
{
    static readonly DateTimeOffset Start = new(2026, 11, 20, 2, 0, 0, TimeSpan.Zero);
    static readonly ControlledGoods Goods = new(new(TemperatureClass.Chilled, 0, 8), [1]);

    /// <summary>Readings at different minutes of a day and a half, of three loggers, often beyond the limits for long.</summary>
    static readonly Arbitrary<TemperatureReading[]> Logs = (
        from celsius in Gen.Choose(-300, 2_000).Select(hundredths => hundredths / 50 * 50).ArrayOf(40)
        from repeats in Gen.Choose(1, 12).ArrayOf(40)
        from steps in Gen.Elements(5, 10, 10, 20, 45).ArrayOf(40)
        from devices in Gen.Choose(0, 2).ArrayOf(40)
        select ReadingsOf(celsius, repeats, steps, devices)).ToArbitrary();

    [Fact]
    public void The_order_in_which_readings_come_and_how_they_are_sent_makes_no_difference() =>
        Prop.ForAll(Logs, Gen.Choose(0, int.MaxValue).ToArbitrary(), (readings, seed) =>
        {
            var shuffled = readings.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Text(Find(readings)), Text(Find(shuffled)));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_breach_is_made_of_readings_beyond_the_limits_and_lasts_longer_than_is_allowed() =>
        Prop.ForAll(Logs, readings => Assert.All(Find(readings).Breaches, breach =>
        {
            var rules = TemperatureRules.Default;
            var within = readings.Where(reading =>
                reading.DeviceId == breach.DeviceId && reading.StatedAt >= breach.From && reading.StatedAt <= breach.Until).ToList();
            Assert.All(within, reading => Assert.True(Math.Abs(Goods.Limits.BeyondBy(reading.Celsius)) > rules.SlightBeyond));
            Assert.All(
                within.OrderBy(reading => reading.StatedAt).Zip(within.OrderBy(reading => reading.StatedAt).Skip(1)),
                pair => Assert.True(pair.Second.StatedAt - pair.First.StatedAt <= TimeSpan.FromMinutes(rules.GapMinutes)));
            Assert.True(breach.Until - breach.From > TimeSpan.FromMinutes(breach.IsSevere ? rules.SevereMinutes : rules.SlightMinutes));
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void Wider_limits_are_broken_by_no_line_that_kept_the_narrower_ones() =>
        Prop.ForAll(Logs, readings =>
        {
            var wider = Goods with { Limits = Goods.Limits with { MinCelsius = -1, MaxCelsius = 10 } };
            Assert.True(Find(readings).Breaches.Count > 0
                || TemperatureFindings.Of([wider], TemperatureRules.Default, readings).Breaches.Count == 0);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_breach_that_was_found_stays_open_whatever_is_read_out_later() =>
        Prop.ForAll(Logs, Gen.Choose(0, 100).ToArbitrary(), (readings, percent) =>
        {
            var control = TemperatureControl.Of([(1, Goods.Limits), (2, null)], TemperatureRules.Default)!;
            var first = readings[..(readings.Length * percent / 100)];
            var early = control.With(first, Start.AddDays(2));
            var late = early.With(readings, Start.AddDays(3));
            Assert.True(late.IsOpen || !early.IsOpen);
            Assert.Equal(late.IsOpen, early.IsOpen || late.BreachCount > 0);
            Assert.Equal(early.IsOpen ? early.Version : control.Version + (late.IsOpen ? 1 : 0), late.Version);
            if (late.IsOpen)
            {
                var decided = late.With(new TemperatureDecision(
                    ColdChainVerdict.Fit, ColdChainDecider.Office, "合格", "文", "official", Start.AddDays(4)));
                // What is read out again is what was decided on.
                Assert.False(decided.With(readings, Start.AddDays(5)).IsOpen && late.BreachCount <= TemperatureFindings.KeptMax);
            }
        }).QuickCheckThrowOnFailure();

    static TemperatureFindings Find(IEnumerable<TemperatureReading> readings) =>
        TemperatureFindings.Of([Goods], TemperatureRules.Default, readings);

    static string Text(TemperatureFindings findings) => JsonSerializer.Serialize(findings);

    static TemperatureReading[] ReadingsOf(int[] celsius, int[] repeats, int[] steps, int[] devices)
    {
        var at = Start;
        return
        [
            .. celsius.Zip(repeats, steps).Zip(devices, (run, device) => (Celsius: run.First, Repeats: run.Second, Step: run.Third, device))
                .SelectMany(run => Enumerable.Range(0, run.Repeats).Select(_ => new TemperatureReading
                {
                    ShipmentId = Guid.Empty,
                    DeviceId = $"D{run.device}",
                    StatedAt = at = at.AddMinutes(run.Step),
                    Class = TemperatureClass.Chilled,
                    Hundredths = run.Celsius,
                    UploadNumber = 1,
                })),
        ];
    }
}
