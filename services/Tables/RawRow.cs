namespace Marketplace.Tables;

/// <summary>A row as it is in the file, before anything is known of its columns.</summary>
/// <param name="Number">As a spreadsheet counts, from 1.</param>
/// <param name="Width">How many cells a text file has in the row, empty ones too; null for a workbook, which does not keep them.</param>
/// <param name="IsHidden">A workbook hides it, by hand or by a filter.</param>
sealed record RawRow(int Number, List<RawCell> Cells, int? Width = null, bool IsHidden = false)
{
    public bool IsEmpty => Cells.TrueForAll(cell => string.IsNullOrWhiteSpace(cell.Text) && cell.Flaw == CellFlaw.None);

    /// <summary>The cell of a column from 0; empty behind the last.</summary>
    public RawCell this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : RawCell.Empty;

    public void Set(int column, RawCell cell, TableLimits limits)
    {
        if (cell.Text.Length == 0 && cell.Flaw == CellFlaw.None)
        {
            return;
        }

        if (column >= limits.ColumnsMax)
        {
            throw UnreadableTableException.TooManyColumns(Number, limits);
        }

        while (Cells.Count <= column)
        {
            Cells.Add(RawCell.Empty);
        }

        Cells[column] = cell;
    }
}

/// <summary>What kind of value a cell of a workbook holds; all cells of a text file are texts.</summary>
enum CellContent
{
    Text = 0,
    Number = 1,
    Day = 2,
    Percent = 3,
}

/// <summary>Why a cell can't be relied on, though something may stand in it.</summary>
enum CellFlaw
{
    None = 0,

    /// <summary>The text is only the beginning of what the cell holds.</summary>
    TooLong = 1,

    /// <summary>A formula came to nothing, and the text says why ("#N/A").</summary>
    Failed = 2,

    /// <summary>A formula that was never computed.</summary>
    NotComputed = 3,

    /// <summary>A number with more digits than a workbook keeps: the last ones may be lost.</summary>
    Inexact = 4,
}

readonly record struct RawCell(string Text, CellFlaw Flaw = CellFlaw.None, CellContent Content = CellContent.Text)
{
    public static readonly RawCell Empty = new("");

    /// <summary>A formula that was never computed.</summary>
    public static readonly RawCell NotComputed = new("", CellFlaw.NotComputed);

    // As spreadsheets show them, whatever program wrote the file; a column that is too narrow shows number signs only.
    static readonly HashSet<string> Failures = new(StringComparer.OrdinalIgnoreCase)
    {
        "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!", "#GETTING_DATA",
    };

    /// <summary>A text, cut where it is longer than a cell may be.</summary>
    public static RawCell OfText(string text, TableLimits limits) =>
        text.Length > limits.CellLengthMax ? new(text[..limits.CellLengthMax], CellFlaw.TooLong)
        : IsFailure(text) ? new(text, CellFlaw.Failed)
        : new(text);

    static bool IsFailure(string text) => text.StartsWith('#')
        && (Failures.Contains(text.Trim()) || (text.Length >= 3 && text.AsSpan().Trim().TrimEnd('#').IsEmpty));
}

/// <summary>The file can't be read any further.</summary>
sealed class UnreadableTableException(TableFault fault) : Exception(fault.En)
{
    public TableFault Fault { get; } = fault;

    public static UnreadableTableException Broken => new(new(
        null, null, "file_broken", "文件已损坏，无法读取。请重新导出后上传。", "The file is broken and can't be read: export it again."));

    public static UnreadableTableException TooLarge => new(new(
        null, null, "file_too_large", "文件解压后的内容过多，请分成几个文件，或另存为 CSV 后上传。",
        "The file holds too much once it is unpacked: split it, or save it as CSV."));

    public static UnreadableTableException WrongKind(string zh, string en) => new(new(null, null, "wrong_file_kind", zh, en));

    public static UnreadableTableException TooManyColumns(int row, TableLimits limits) => new(new(
        row, null, "too_many_columns",
        $"第 {row} 行超过 {limits.ColumnsMax} 列。", $"Row {row} has more than {limits.ColumnsMax} columns."));

    public static UnreadableTableException TooManyRows(int row, TableLimits limits) => new(new(
        row, null, "too_many_rows",
        $"数据超过 {limits.RowsMax} 行，请分成几个文件。", $"There are more than {limits.RowsMax} rows: split the file."));

    public static UnreadableTableException CellTooLong(int? row) => new(new(
        row, null, "cell_too_long", "有单元格的内容过长，文件无法读取。", "A cell holds too long a text, the file can't be read."));
}
