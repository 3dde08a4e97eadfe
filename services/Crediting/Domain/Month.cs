using System.Globalization;

namespace Marketplace.Crediting.Domain;

/// <summary>A calendar month from 2000 to 2099, written "2026-11".</summary>
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    const string Format = "yyyy-MM";
    const int YearMin = 2000;
    const int YearMax = 2099;

    public DateOnly FirstDay => new(Year, Number, 1);

    public DateOnly LastDay => FirstDay.AddMonths(1).AddDays(-1);

    /// <summary>January up to this month, as they are written.</summary>
    public IReadOnlyList<string> YearToDate
    {
        get
        {
            var year = Year;
            return [.. Enumerable.Range(1, Number).Select(number => new Month(year, number).ToString())];
        }
    }

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads "2026-11" and nothing else; query parameters are bound by it.</summary>
    public static bool TryParse(string? text, IFormatProvider? provider, out Month month)
    {
        var reads = DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= YearMin and <= YearMax;
        month = reads ? Of(day) : default;
        return reads;
    }

    /// <summary>Reads what ToString wrote.</summary>
    /// <exception cref="FormatException">It is no month.</exception>
    public static Month Parse(string text) =>
        TryParse(text, null, out var month) ? month : throw new FormatException($"{text} is no month such as 2026-11.");

    public Month AddYears(int years) => this with { Year = Year + years };

    public Month Next => Of(LastDay.AddDays(1));

    public int CompareTo(Month other) => (Year, Number).CompareTo((other.Year, other.Number));

    public override string ToString() => FirstDay.ToString(Format, CultureInfo.InvariantCulture);

    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;
}
