using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Tables;

/// <summary>How the format of a cell shows a number, as far as that tells what the number is.</summary>
readonly partial record struct CellFormat(CellContent Content, int Zeros = 0)
{
    // Spreadsheets compute with 15 digits; what is behind them is noise (0.1 + 0.2), and of longer integers the end is lost.
    const string Digits = "G15";
    const double ExactIntegerMax = 999_999_999_999_999;

    // From the first of March 1900, before which spreadsheets count a day that never was, to the end of the year 9999.
    const double FirstDay = 61;
    const double LastDay = 2_958_466;

    // From 1904-01-01 to the end of the year 9999, for workbooks of old Macintoshes.
    const double DaysTo1904 = 1_462;

    static readonly SearchValues<char> DayLetters = SearchValues.Create("yYmMdDhHsS");

    public static readonly CellFormat General = new(CellContent.Number);

    /// <param name="index">Of a format that every program knows, or one that the workbook spells out.</param>
    /// <param name="code">As the workbook spells it out; null when it does not.</param>
    public static CellFormat Of(int index, string? code) => index switch
    {
        // Those of Chinese programs, which take them for known, are among them.
        (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58) => new(CellContent.Day),
        9 or 10 => new(CellContent.Percent),
        _ => code is null ? General : Of(code),
    };

    /// <summary>A number in a cell of this format, as people see it.</summary>
    /// <param name="isFrom1904">Whether the workbook counts days from 1904.</param>
    public RawCell Shown(double number, bool isFrom1904)
    {
        if (Content == CellContent.Day && number + (isFrom1904 ? DaysTo1904 : 0) is >= FirstDay and < LastDay and var day)
        {
            return new(OfInstant(DateTime.FromOADate(day)), Content: CellContent.Day);
        }

        if (Content == CellContent.Percent)
        {
            // What is seen, since 0.125 might as well be an eighth of a percent.
            return new(Plain(number * 100) + "%", Content: CellContent.Percent);
        }

        if (!double.IsInteger(number))
        {
            return new(Plain(number), Content: CellContent.Number);
        }

        return Math.Abs(number) > ExactIntegerMax
            // Plain digits would look as if they were known.
            ? new(number.ToString("R", CultureInfo.InvariantCulture), CellFlaw.Inexact, CellContent.Number)
            : new(number.ToString(Zeros > 1 ? new string('0', Zeros) : "0", CultureInfo.InvariantCulture), Content: CellContent.Number);
    }

    /// <summary>yyyy-MM-dd, with the time to the second if there is one.</summary>
    public static string OfInstant(DateTime instant)
    {
        instant = instant.AddMilliseconds(500);
        instant = instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
        return instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }

    static string Plain(double number)
    {
        var rounded = number.ToString(Digits, CultureInfo.InvariantCulture);
        return decimal.TryParse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            ? plain.ToString("0.############################", CultureInfo.InvariantCulture)
            : rounded;
    }

    static CellFormat Of(string code)
    {
        // What is quoted, escaped or in brackets is only decoration, and other sections are for negative numbers and texts.
        var bare = Decoration().Replace(code, "").Split(';')[0];
        return bare.Contains('%', StringComparison.Ordinal) ? new(CellContent.Percent)
            : bare.AsSpan().ContainsAny(DayLetters) && !bare.Equals("General", StringComparison.OrdinalIgnoreCase) ? new(CellContent.Day)
            : bare.Length > 1 && bare.All(sign => sign == '0') ? new(CellContent.Number, bare.Length)
            : General;
    }

    [GeneratedRegex("""
        "[^"]*"|\\.|_.|\*.|\[[^\]]*\]
        """)]
    private static partial Regex Decoration();
}
