using Marketplace.Contracts.Logistics;

namespace Marketplace.Logistics.Domain;

/// <summary>
/// How the goods of a shipment have to be kept, what loggers said of it so far, and what was decided. Never changed in place.
/// </summary>
public sealed record TemperatureControl
{
    /// <summary>What has to be kept how; never empty.</summary>
    public required IReadOnlyList<ControlledGoods> Goods { get; init; }

    public required TemperatureRules Rules { get; init; }

    /// <summary>Rises with each breach that is found and each decision; 0 before the first.</summary>
    public long Version { get; init; }

    public int Uploads { get; init; }

    public int Readings { get; init; }

    public DateTimeOffset? FirstReadingAt { get; init; }

    public DateTimeOffset? LastReadingAt { get; init; }

    public decimal? MinCelsius { get; init; }

    public decimal? MaxCelsius { get; init; }

    /// <summary>How many the readings show; the worst of them are in <see cref="Breaches"/>.</summary>
    public int BreachCount { get; init; }

    public IReadOnlyList<TemperatureBreach> Breaches { get; init; } = [];

    public int GapCount { get; init; }

    /// <summary>The first ones.</summary>
    public IReadOnlyList<TemperatureGap> Gaps { get; init; } = [];

    /// <summary>Lines with a breach. Once found, only a decision ends it: a reading that comes later takes nothing back.</summary>
    public IReadOnlyList<BreachedLine> Lines { get; init; } = [];

    /// <summary>The oldest first.</summary>
    public IReadOnlyList<TemperatureDecision> Decisions { get; init; } = [];

    /// <summary>A breach waits for somebody to decide.</summary>
    public bool IsOpen => Lines.Any(line => line.Verdict is null);

    /// <summary>How the goods of a line have to be kept; null when they need no temperature.</summary>
    public TemperatureLimits? LimitsOf(int lineNumber) =>
        Goods.FirstOrDefault(goods => goods.LineNumbers.Contains(lineNumber))?.Limits;

    /// <summary>The goods of these lines by their limits; null when none has any.</summary>
    /// <param name="lines">Lines with their limits; null where goods need no temperature.</param>
    /// <param name="rules">Frozen with them.</param>
    public static TemperatureControl? Of(IEnumerable<(int LineNumber, TemperatureLimits? Limits)> lines, TemperatureRules rules)
    {
        ControlledGoods[] goods =
        [
            .. lines.Where(line => line.Limits is not null).GroupBy(line => line.Limits!)
                .Select(group => new ControlledGoods(group.Key, [.. group.Select(line => line.LineNumber).Order()]))
                .OrderBy(kept => kept.LineNumbers[0]),
        ];
        return goods.Length == 0 ? null : new TemperatureControl { Goods = goods, Rules = rules };
    }

    /// <summary>Whether goods of the line were found unfit.</summary>
    public bool IsUnfit(int lineNumber) => Lines.Any(line => line.LineNumber == lineNumber && line.Verdict == ColdChainVerdict.Unfit);

    /// <summary>What all readings say by now.</summary>
    public TemperatureControl With(IReadOnlyCollection<TemperatureReading> readings, DateTimeOffset now)
    {
        var findings = TemperatureFindings.Of(Goods, Rules, readings);
        TemperatureBreach[] news =
            [.. findings.Breaches.Where(breach => !Decisions.Any(decision => decision.Breaches.Any(breach.IsKnownBy)))];
        var breached = news.SelectMany(breach => breach.LineNumbers).ToHashSet();
        BreachedLine[] lines =
        [
            .. Lines.Select(line => line.Verdict == ColdChainVerdict.Fit && breached.Contains(line.LineNumber)
                ? new BreachedLine(line.LineNumber, now, null, null)
                : line),
            .. breached.Except(Lines.Select(line => line.LineNumber)).Select(number => new BreachedLine(number, now, null, null)),
        ];
        var isNews = !lines.Order(ByNumber).SequenceEqual(Lines.Order(ByNumber));
        return this with
        {
            Version = isNews ? Version + 1 : Version,
            Lines = isNews ? [.. lines.Order(ByNumber)] : Lines,
            Uploads = Uploads + 1,
            Readings = readings.Count,
            FirstReadingAt = readings.Count == 0 ? null : readings.Min(reading => reading.StatedAt),
            LastReadingAt = readings.Count == 0 ? null : readings.Max(reading => reading.StatedAt),
            MinCelsius = readings.Count == 0 ? null : readings.Min(reading => reading.Celsius),
            MaxCelsius = readings.Count == 0 ? null : readings.Max(reading => reading.Celsius),
            BreachCount = findings.Breaches.Count,
            Breaches = [.. findings.Breaches.Take(TemperatureFindings.KeptMax)],
            GapCount = findings.Gaps.Count,
            Gaps = [.. findings.Gaps.Take(TemperatureFindings.KeptMax)],
        };
    }

    /// <summary>Somebody decides on what was found so far.</summary>
    public TemperatureControl With(TemperatureDecision decision) => this with
    {
        Version = Version + 1,
        Lines = [.. Lines.Select(line => line.Verdict is null ? line with { Verdict = decision.Verdict, DecidedAt = decision.At } : line)],
        Decisions = [.. Decisions, decision with { Breaches = Breaches }],
    };

    static readonly Comparer<BreachedLine> ByNumber =
        Comparer<BreachedLine>.Create((left, right) => left.LineNumber.CompareTo(right.LineNumber));
}

/// <summary>A line whose goods had a breach, and what was decided.</summary>
/// <param name="LineNumber">The line.</param>
/// <param name="BreachedAt">When it was found; what was accepted before stays credited.</param>
/// <param name="Verdict">Null while nobody has decided.</param>
/// <param name="DecidedAt">When; null until then.</param>
public sealed record BreachedLine(int LineNumber, DateTimeOffset BreachedAt, ColdChainVerdict? Verdict, DateTimeOffset? DecidedAt);

/// <summary>What was decided on a breach.</summary>
/// <param name="Verdict">Whether the goods are fit.</param>
/// <param name="By">As what: an office, or the supplier against itself.</param>
/// <param name="Note">What was found.</param>
/// <param name="Document">What it rests on; null when the supplier decided against itself.</param>
/// <param name="Subject">Who decided: the subject of the token.</param>
/// <param name="At">When.</param>
public sealed record TemperatureDecision(
    ColdChainVerdict Verdict, ColdChainDecider By, string Note, string? Document, string Subject, DateTimeOffset At)
{
    /// <summary>The breaches that were known by then.</summary>
    public IReadOnlyList<TemperatureBreach> Breaches { get; init; } = [];
}

/// <summary>Who decided on a breach.</summary>
public enum ColdChainDecider
{
    /// <summary>An office of where the goods went.</summary>
    Office = 1,

    /// <summary>The supplier, against itself.</summary>
    Supplier = 2,
}
