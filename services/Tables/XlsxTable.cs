using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;
using SheetCell = SpreadCheetah.Cell;

namespace Marketplace.Tables;

/// <summary>Writes tables as an XLSX workbook, a sheet each: title block, header row that stays in sight, rows, totals, notes.</summary>
public static class XlsxTable
{
    public const string ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    const int WidthMax = 255;

    // Not every program that reads workbooks counts the cells of a row itself.
    static readonly SpreadCheetahOptions Options = new() { WriteCellReferenceAttributes = true };

    /// <exception cref="ArgumentException">
    /// There is no table, a cell is not of its column's kind, or a row has not as many cells as there are columns.
    /// </exception>
    public static byte[] Write(params IReadOnlyList<Table> tables)
    {
        using var bytes = new MemoryStream();
        // Into memory every step ends at once: nothing waits here.
        WriteAsync(bytes, tables, CancellationToken.None).GetAwaiter().GetResult();
        return bytes.ToArray();
    }

    /// <summary>The same row by row into a stream, which need not seek and stays open.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Write"/>; the stream then holds the beginning of a workbook.</exception>
    public static async Task WriteAsync(Stream file, IReadOnlyList<Table> tables, CancellationToken ct)
    {
        if (tables.Count == 0)
        {
            throw new ArgumentException("A workbook needs a sheet.", nameof(tables));
        }

        await using var workbook = await Spreadsheet.CreateNewAsync(file, Options, ct);
        var styles = new XlsxStyles(workbook);
        foreach (var (table, name) in tables.Zip(SheetNames.Of(tables)))
        {
            await WriteSheetAsync(workbook, table, name, styles, ct);
        }

        await workbook.FinishAsync(ct);
    }

    static async Task WriteSheetAsync(Spreadsheet workbook, Table table, string name, XlsxStyles styles, CancellationToken ct)
    {
        var isTitled = table.TitleBlock.Count > 0;
        var sheet = new WorksheetOptions { FrozenRows = table.TitleBlock.Count + (isTitled ? 2 : 1) };
        foreach (var (index, column) in table.Columns.Index())
        {
            sheet.Column(index + 1).Width = Math.Clamp(column.Width, 1, WidthMax);
        }

        await workbook.StartWorksheetAsync(name, sheet, ct);
        foreach (var line in table.TitleBlock)
        {
            // One cell for both: a label beside its value would be cut off by a narrow first column.
            await (line.Value is null ? LineAsync(line.Label, styles.Title) : LineAsync($"{line.Label}：{line.Value}", styles.Plain));
        }

        await BlankAsync(isTitled);
        await workbook.AddRowAsync([.. table.Columns.Select(column => Text(column.Header, styles.Header))], ct);
        foreach (var row in table.Rows)
        {
            await workbook.AddRowAsync(Cells(table, row, styles, isTotal: false), ct);
        }

        foreach (var row in table.TotalRows)
        {
            await workbook.AddRowAsync(Cells(table, row, styles, isTotal: true), ct);
        }

        await BlankAsync(table.Notes.Count > 0);
        foreach (var note in table.Notes)
        {
            await LineAsync(note.Text, styles.Plain);
        }

        ValueTask LineAsync(string text, StyleId style) => workbook.AddRowAsync([Text(text, style)], ct);

        ValueTask BlankAsync(bool isNeeded) => isNeeded ? workbook.AddRowAsync(Array.Empty<SheetCell>(), ct) : default;
    }

    static SheetCell[] Cells(Table table, IReadOnlyList<object?> row, XlsxStyles styles, bool isTotal) =>
        [.. row.CellsOf(table, isTotal).Select((cell, index) => cell switch
        {
            null => new SheetCell((string?)null, styles.Of(table.Columns[index].Kind, isTotal)),
            { IsText: true } text => Text(text.Text!, styles.Of(ColumnKind.Text, isTotal)),
            // The exact value; the style rounds what is seen, so that sums made in the sheet are right.
            { } value => new SheetCell(value.Number, styles.Of(value.Kind, isTotal)),
        })];

    // A text in a cell of its own type is never taken for a formula.
    static SheetCell Text(string text, StyleId style) => new(XlsxText.Escaped(text), style);
}
