namespace Marketplace.Logistics.Domain;

/// <summary>
/// What readings say about goods that have to be kept between limits. It follows from the readings, the limits and the rules alone: in
/// which order readings came makes no difference.
/// </summary>
public sealed class TemperatureFindings
{
    /// <summary>The worst breaches, and the first gaps, that are kept.</summary>
    public const int KeptMax = 20;

    TemperatureFindings(IReadOnlyList<TemperatureBreach> breaches, IReadOnlyList<TemperatureGap> gaps) =>
        (Breaches, Gaps) = (breaches, gaps);

    /// <summary>The worst first.</summary>
    public IReadOnlyList<TemperatureBreach> Breaches { get; }

    /// <summary>Between the first reading and the last, in order.</summary>
    public IReadOnlyList<TemperatureGap> Gaps { get; }

    /// <param name="goods">What has to be kept how.</param>
    /// <param name="rules">From when on temperatures beyond the limits are a breach.</param>
    /// <param name="readings">All of the shipment, in any order.</param>
    public static TemperatureFindings Of(
        IReadOnlyList<ControlledGoods> goods, TemperatureRules rules, IEnumerable<TemperatureReading> readings)
    {
        var gapMax = TimeSpan.FromMinutes(rules.GapMinutes);
        var breaches = new List<TemperatureBreach>();
        var gaps = new List<TemperatureGap>();
        foreach (var ofClass in readings.GroupBy(reading => reading.Class))
        {
            foreach (var ofDevice in ofClass.GroupBy(reading => reading.DeviceId, StringComparer.Ordinal))
            {
                TemperatureReading[] ordered = [.. ofDevice.OrderBy(reading => reading.StatedAt)];
                breaches.AddRange(goods.Where(kept => kept.Limits.Class == ofClass.Key)
                    .SelectMany(kept => BreachesOf(kept, rules, gapMax, ordered)));
            }

            // Where one logger is silent another may speak.
            DateTimeOffset[] times = [.. ofClass.Select(reading => reading.StatedAt).Order()];
            gaps.AddRange(times.Zip(times.Skip(1)).Where(pair => pair.Second - pair.First > gapMax)
                .Select(pair => new TemperatureGap(ofClass.Key, pair.First, pair.Second)));
        }

        return new TemperatureFindings(
            [
                .. breaches.OrderByDescending(breach => breach.IsSevere).ThenByDescending(breach => breach.Until - breach.From)
                    .ThenBy(breach => breach.From).ThenBy(breach => breach.DeviceId, StringComparer.Ordinal)
                    .ThenBy(breach => breach.LineNumbers[0]),
            ],
            [.. gaps.OrderBy(gap => gap.From).ThenBy(gap => gap.Class)]);
    }

    /// <summary>Each stretch of readings beyond the limits on one side, none of them further apart than a gap.</summary>
    static IEnumerable<TemperatureBreach> BreachesOf(
        ControlledGoods goods, TemperatureRules rules, TimeSpan gapMax, IReadOnlyList<TemperatureReading> ordered) =>
        StretchesOf(goods.Limits, rules.SlightBeyond, gapMax, ordered).Select(stretch =>
        {
            var isSevere = StretchesOf(goods.Limits, rules.SevereBeyond, gapMax, stretch)
                .Any(part => LengthOf(part) > TimeSpan.FromMinutes(rules.SevereMinutes));
            if (!isSevere && LengthOf(stretch) <= TimeSpan.FromMinutes(rules.SlightMinutes))
            {
                return null;
            }

            return new TemperatureBreach
            {
                DeviceId = stretch[0].DeviceId,
                Class = goods.Limits.Class,
                LineNumbers = goods.LineNumbers,
                From = stretch[0].StatedAt,
                Until = stretch[^1].StatedAt,
                PeakCelsius = stretch.MaxBy(reading => Math.Abs(goods.Limits.BeyondBy(reading.Celsius)))!.Celsius,
                IsSevere = isSevere,
            };
        }).OfType<TemperatureBreach>();

    static IEnumerable<IReadOnlyList<TemperatureReading>> StretchesOf(
        TemperatureLimits limits, decimal beyond, TimeSpan gapMax, IReadOnlyList<TemperatureReading> ordered)
    {
        var stretch = new List<TemperatureReading>();
        var side = 0;
        foreach (var reading in ordered)
        {
            var by = limits.BeyondBy(reading.Celsius);
            var now = Math.Abs(by) > beyond ? Math.Sign(by) : 0;
            if (stretch.Count > 0 && (now != side || reading.StatedAt - stretch[^1].StatedAt > gapMax))
            {
                yield return stretch;
                stretch = [];
            }

            side = now;
            if (now != 0)
            {
                stretch.Add(reading);
            }
        }

        if (stretch.Count > 0)
        {
            yield return stretch;
        }
    }

    /// <summary>As far as it is proved: from its first reading to its last.</summary>
    static TimeSpan LengthOf(IReadOnlyList<TemperatureReading> stretch) => stretch[^1].StatedAt - stretch[0].StatedAt;
}

/// <summary>Goods were beyond their limits for too long, as one logger says.</summary>
public sealed record TemperatureBreach
{
    public required string DeviceId { get; init; }

    public required TemperatureClass Class { get; init; }

    /// <summary>The lines of the goods.</summary>
    public required IReadOnlyList<int> LineNumbers { get; init; }

    /// <summary>Its first reading beyond the limits.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>Its last one.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The furthest beyond the limits, in °C.</summary>
    public required decimal PeakCelsius { get; init; }

    /// <summary>It was far beyond the limits for longer than the rules allow for that.</summary>
    public required bool IsSevere { get; init; }

    /// <summary>
    /// Whether this is what was decided on already: the same goods at the same time, and no worse. What another logger says of that time is
    /// the same event.
    /// </summary>
    public bool IsKnownBy(TemperatureBreach decided) =>
        Class == decided.Class && decided.LineNumbers.Intersect(LineNumbers).Any()
        && From <= decided.Until && decided.From <= Until && (decided.IsSevere || !IsSevere);
}

/// <summary>A time without readings: nobody knows how goods of the class were kept.</summary>
public sealed record TemperatureGap(TemperatureClass Class, DateTimeOffset From, DateTimeOffset Until);

/// <summary>Lines of a shipment with the limits that were frozen when it was planned.</summary>
public sealed record ControlledGoods(TemperatureLimits Limits, IReadOnlyList<int> LineNumbers);
