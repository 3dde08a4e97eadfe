using System.Buffers;
using System.Text;

namespace Marketplace.Tables;

/// <summary>Writes tables as CSV (RFC 4180) that spreadsheets open as it is meant: UTF-8 with byte order mark.</summary>
public static class CsvTable
{
    public const string ContentType = "text/csv; charset=utf-8";

    static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>The tables, one below the other with an empty line between: title block, header, rows, totals, notes.</summary>
    /// <exception cref="ArgumentException">A cell is not of its column's kind, or a row has not as many cells as there are columns.</exception>
    public static byte[] Write(params IReadOnlyList<Table> tables)
    {
        var csv = new StringBuilder();
        foreach (var table in tables)
        {
            csv.Append(csv.Length > 0 ? "\r\n" : "");
            Write(table, csv);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())];
    }

    static void Write(Table table, StringBuilder csv)
    {
        foreach (var line in table.TitleBlock)
        {
            Line(csv, line.Value is null
                ? [CellText.Neutralised(line.Label)]
                : [CellText.Neutralised(line.Label), CellText.Neutralised(line.Value)]);
        }

        Blank(csv, table.TitleBlock.Count);
        Line(csv, table.Columns.Select(column => CellText.Neutralised(column.Header)));
        foreach (var row in table.Rows)
        {
            Line(csv, Cells(table, row, isTotal: false));
        }

        foreach (var row in table.TotalRows)
        {
            Line(csv, Cells(table, row, isTotal: true));
        }

        Blank(csv, table.Notes.Count);
        foreach (var note in table.Notes)
        {
            Line(csv, [CellText.Neutralised(note.Text)]);
        }
    }

    static IEnumerable<string> Cells(Table table, IReadOnlyList<object?> row, bool isTotal) =>
        row.CellsOf(table, isTotal).Select(cell => cell switch
        {
            null => Cell.Unknown,
            { IsText: true } text => CellText.Neutralised(text.Text!),
            { } shown => shown.Shown(),
        });

    static void Blank(StringBuilder csv, int lines) => csv.Append(lines > 0 ? "\r\n" : "");

    static void Line(StringBuilder csv, IEnumerable<string> cells)
    {
        var isFirst = true;
        foreach (var cell in cells)
        {
            csv.Append(isFirst ? "" : ",");
            isFirst = false;
            // White space at the ends is dropped by some programs unless it is quoted.
            if (cell.AsSpan().ContainsAny(NeedQuotes) || cell.Length > 0 && (char.IsWhiteSpace(cell[0]) || char.IsWhiteSpace(cell[^1])))
            {
                csv.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
            }
            else
            {
                csv.Append(cell);
            }
        }

        csv.Append("\r\n");
    }
}
