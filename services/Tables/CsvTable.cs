using CsvHelper;

namespace Marketplace.Tables;

/// <summary>Writes tables as CSV (RFC 4180) that spreadsheets open as it is meant: UTF-8 with byte order mark.</summary>
public static class CsvTable
{
    public const string ContentType = "text/csv; charset=utf-8";

    /// <summary>How every text file is written.</summary>
    internal static readonly CsvWriterOptions Options = new()
    {
        Separator = ',',
        NewLine = "\r\n",
        WriteByteOrderMark = true,
        // White space at the ends is dropped by some programs unless it is quoted.
        Quoting = CsvQuoting.WhenNeededOrWhitespace,
        // Titles and notes have fewer cells than rows.
        ValidateFieldCount = false,
    };

    /// <summary>The tables, one below the other with an empty line between: title block, header, rows, totals, notes.</summary>
    /// <exception cref="ArgumentException">
    /// A cell is not of its column's kind, or a row has not as many cells as there are columns.
    /// </exception>
    public static byte[] Write(params IReadOnlyList<Table> tables)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Options, leaveOpen: true))
        {
            foreach (var (index, table) in tables.Index())
            {
                Blank(csv, bytes, isNeeded: index > 0);
                Write(csv, bytes, table);
            }
        }

        return bytes.ToArray();
    }

    static void Write(CsvWriter csv, Stream bytes, Table table)
    {
        foreach (var line in table.TitleBlock)
        {
            csv.WriteRecord(line.Value is null ? [Text(line.Label)] : [Text(line.Label), Text(line.Value)]);
        }

        Blank(csv, bytes, isNeeded: table.TitleBlock.Count > 0);
        csv.WriteRecord([.. table.Columns.Select(column => Text(column.Header))]);
        foreach (var row in table.Rows)
        {
            csv.WriteRecord(Cells(table, row, isTotal: false));
        }

        foreach (var row in table.TotalRows)
        {
            csv.WriteRecord(Cells(table, row, isTotal: true));
        }

        Blank(csv, bytes, isNeeded: table.Notes.Count > 0);
        foreach (var note in table.Notes)
        {
            csv.WriteRecord(Text(note.Text));
        }
    }

    static string[] Cells(Table table, IReadOnlyList<object?> row, bool isTotal) =>
        [.. row.CellsOf(table, isTotal).Select(cell => cell switch
        {
            null => table.Unknown,
            { IsText: true } text => Text(text.Text!),
            { } shown => shown.Shown(),
        })];

    static string Text(string text) => CellText.Neutralised(text);

    // As a record it would be a quoted empty cell.
    static void Blank(CsvWriter csv, Stream bytes, bool isNeeded)
    {
        if (isNeeded)
        {
            csv.Flush();
            bytes.Write("\r\n"u8);
        }
    }
}
