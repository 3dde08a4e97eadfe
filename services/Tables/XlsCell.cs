using System.Globalization;
using ExcelDataReader;

namespace Marketplace.Tables;

/// <summary>What a cell of an XLS file shows.</summary>
static class XlsCell
{
    public static RawCell Of(IExcelDataReader row, int column, TableLimits limits) => row.GetValue(column) switch
    {
        null => RawCell.Empty,
        bool flag => new(flag ? "TRUE" : "FALSE"),
        DateTime instant => new(CellFormat.OfInstant(instant), Content: CellContent.Day),
        double number => FormatOf(row, column).Shown(number, isFrom1904: false),
        int number => FormatOf(row, column).Shown(number, isFrom1904: false),
        var other => RawCell.OfText(Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", limits),
    };

    static CellFormat FormatOf(IExcelDataReader row, int column) =>
        CellFormat.Of(row.GetNumberFormatIndex(column), row.GetNumberFormatString(column));
}
