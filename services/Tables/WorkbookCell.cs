using System.Globalization;
using ExcelDataReader;

namespace Marketplace.Tables;

/// <summary>What a cell of a workbook shows.</summary>
static class WorkbookCell
{
    // Spreadsheets compute with 15 digits; what is behind them is noise (0.1 + 0.2), and of longer integers the end is lost.
    const string Digits = "G15";
    const double ExactIntegerMax = 999_999_999_999_999;

    // From the first of March 1900, before which spreadsheets count a day that never was, to the end of the year 9999.
    const double FirstDay = 61;
    const double LastDay = 2_958_466;

    public static RawCell Of(IExcelDataReader row, int column, TableLimits limits) => row.GetValue(column) switch
    {
        null => RawCell.Empty,
        bool flag => new(flag ? "TRUE" : "FALSE"),
        DateTime instant => new(OfInstant(instant)),
        // Chinese programs take these formats for known and don't spell them out.
        double day and >= FirstDay and < LastDay when row.GetNumberFormatIndex(column) is (>= 27 and <= 36) or (>= 50 and <= 58) =>
            new(OfInstant(DateTime.FromOADate(day))),
        // What is seen, since 0.125 might as well be an eighth of a percent.
        double share when row.GetNumberFormatString(column)?.EndsWith('%') == true => new(OfNumber(share * 100).Text + "%"),
        double number => OfNumber(number),
        int number => OfNumber(number),
        var other => RawCell.OfText(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", limits),
    };

    static RawCell OfNumber(double number)
    {
        if (double.IsInteger(number))
        {
            return new(number.ToString("0", CultureInfo.InvariantCulture), IsInexact: Math.Abs(number) > ExactIntegerMax);
        }

        var rounded = number.ToString(Digits, CultureInfo.InvariantCulture);
        return new(decimal.TryParse(rounded, NumberStyles.Float, CultureInfo.InvariantCulture, out var plain)
            ? plain.ToString("0.############################", CultureInfo.InvariantCulture)
            : rounded);
    }

    /// <summary>yyyy-MM-dd, with the time to the second if there is one.</summary>
    static string OfInstant(DateTime instant)
    {
        instant = instant.AddMilliseconds(500);
        instant = instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
        return instant.ToString(instant.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
    }
}
