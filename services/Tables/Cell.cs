using System.Globalization;

namespace Marketplace.Tables;

/// <summary>What a cell holds, once it is known to be of its column's kind.</summary>
readonly record struct Cell(ColumnKind Kind, string? Text, decimal Number)
{
    /// <summary>How an unknown value is printed.</summary>
    public const string Unknown = "—";

    const decimal FenOfYuan = 100m;
    const decimal FenOfTenThousandYuan = 1_000_000m;
    const decimal BasisPointsOfOne = 10_000m;

    // Ever since 1991 without summer time; no time zone data of the machine can change a report's bytes.
    static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    // The day that spreadsheets count from. They take 1900 for a leap year, so that days before March of that year have no number.
    static readonly DateTime DayZero = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);
    static readonly DateOnly FirstNumberedDay = new(1900, 3, 1);

    public bool IsText => Kind == ColumnKind.Text;

    /// <summary>The cell as the kind of its column asks for it; null when the value is unknown.</summary>
    /// <param name="isTotal">Texts are allowed in any column of a total row.</param>
    /// <exception cref="ArgumentException">The value is of another type than the column's kind.</exception>
    public static Cell? Of(Column column, object? value, bool isTotal = false) => (column.Kind, value) switch
    {
        (_, null) => null,
        (ColumnKind.Text, string text) => OfText(text),
        (_, string text) when isTotal => OfText(text),
        (ColumnKind.Integer, long or int) => OfNumber(column.Kind, Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        (ColumnKind.Fen, long or int) => OfNumber(column.Kind, Convert.ToDecimal(value, CultureInfo.InvariantCulture) / FenOfYuan),
        (ColumnKind.TenThousandYuan, long or int) =>
            OfNumber(column.Kind, Convert.ToDecimal(value, CultureInfo.InvariantCulture) / FenOfTenThousandYuan),
        (ColumnKind.Percent, long or int) =>
            OfNumber(column.Kind, Convert.ToDecimal(value, CultureInfo.InvariantCulture) / BasisPointsOfOne),
        (ColumnKind.Quantity, decimal or long or int) => OfNumber(column.Kind, Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        (ColumnKind.Date, DateOnly day) => OfDay(day),
        (ColumnKind.Instant, DateTimeOffset instant) => OfInstant(instant),
        _ => throw new ArgumentException($"Column {column.Key} holds {column.Kind}, not {value.GetType().Name}."),
    };

    /// <summary>The cell as a text file shows it; rounded half away from zero, here and nowhere before.</summary>
    public string Shown() => Kind switch
    {
        ColumnKind.Text or ColumnKind.Date or ColumnKind.Instant => Text!,
        ColumnKind.Integer => Number.ToString("0", CultureInfo.InvariantCulture),
        ColumnKind.Fen or ColumnKind.TenThousandYuan => Rounded(Number, 2, "0.00"),
        ColumnKind.Percent => Rounded(Number * 100, 2, "0.00") + "%",
        ColumnKind.Quantity => Rounded(Number, 3, "0.###"),
        _ => throw new ArgumentOutOfRangeException(nameof(Kind)),
    };

    static string Rounded(decimal number, int places, string format)
    {
        var rounded = decimal.Round(number, places, MidpointRounding.AwayFromZero);
        // Minus zero would be printed as "-0.00".
        return (rounded == 0 ? 0m : rounded).ToString(format, CultureInfo.InvariantCulture);
    }

    static Cell OfText(string text) => new(ColumnKind.Text, text, 0);

    static Cell OfNumber(ColumnKind kind, decimal number) => new(kind, null, number);

    static Cell OfDay(DateOnly day)
    {
        var shown = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return day < FirstNumberedDay
            ? OfText(shown)
            : new(ColumnKind.Date, shown, day.DayNumber - DateOnly.FromDateTime(DayZero).DayNumber);
    }

    static Cell OfInstant(DateTimeOffset instant)
    {
        var local = instant.ToOffset(Shanghai).DateTime;
        local = new DateTime(local.Ticks - local.Ticks % TimeSpan.TicksPerSecond, DateTimeKind.Unspecified);
        var shown = local.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        return DateOnly.FromDateTime(local) < FirstNumberedDay
            ? OfText(shown)
            // Ten places tell seconds apart and are within the precision of a spreadsheet.
            : new(ColumnKind.Instant, shown, decimal.Round((decimal)(local - DayZero).Ticks / TimeSpan.TicksPerDay, 10));
    }
}
