using System.Globalization;

namespace Marketplace.Tables;

/// <summary>Makes of what a cell of an XLSX file stores what people see in it.</summary>
sealed class XlsxValues(IReadOnlyList<string> shared, IReadOnlyList<CellFormat> formats, bool isFrom1904, TableLimits limits)
{
    const int ExactDigits = 15;

    /// <param name="type">As the cell states it; null for a number.</param>
    /// <param name="style">The place of its format; null for the first.</param>
    /// <param name="value">What is stored.</param>
    public RawCell Of(string? type, string? style, string value)
    {
        switch (type)
        {
            case "s":
                return int.TryParse(value.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count
                        ? RawCell.OfText(shared[at], limits)
                        : throw UnreadableTableException.Broken;
            case "str" or "inlineStr":
                return RawCell.OfText(value, limits);
            case "e":
                return new(value, CellFlaw.Failed);
            case "b":
                return new(value.Trim() is "1" or "true" ? "TRUE" : "FALSE");
            case "d" when DateTime.TryParse(
                value, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var instant):
                return new(CellFormat.OfInstant(instant), Content: CellContent.Day);
            default:
                return OfNumber(style, value);
        }
    }

    RawCell OfNumber(string? style, string value)
    {
        var format = FormatOf(style);
        var bare = value.AsSpan().Trim();
        if (format == CellFormat.General && bare.Length is > 0 and <= ExactDigits && !bare.ContainsAnyExceptInRange('0', '9')
            && (bare[0] != '0' || bare.Length == 1))
        {
            // As nearly every number is.
            return new(bare.Length == value.Length ? value : bare.ToString(), Content: CellContent.Number);
        }

        return double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? format.Shown(number, isFrom1904)
            : RawCell.OfText(value, limits);
    }

    CellFormat FormatOf(string? style) => style is null ? (formats.Count > 0 ? formats[0] : CellFormat.General)
        : int.TryParse(style, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < formats.Count ? formats[at]
        : CellFormat.General;
}
