namespace Marketplace.Tables;

/// <summary>A row as it is in the file, before anything is known of its columns.</summary>
/// <param name="Number">As a spreadsheet counts, from 1.</param>
/// <param name="Width">How many cells a text file has in the row, empty ones too; null for a workbook, which does not keep them.</param>
sealed record RawRow(int Number, List<RawCell> Cells, int? Width = null)
{
    public bool IsEmpty => Cells.TrueForAll(cell => string.IsNullOrWhiteSpace(cell.Text));

    public void Set(int column, RawCell cell, TableLimits limits)
    {
        if (cell.Text.Length == 0)
        {
            return;
        }

        if (column >= limits.ColumnsMax)
        {
            throw new UnreadableTableException(new(
                Number, null, "too_many_columns",
                $"第 {Number} 行超过 {limits.ColumnsMax} 列。", $"Row {Number} has more than {limits.ColumnsMax} columns."));
        }

        while (Cells.Count <= column)
        {
            Cells.Add(RawCell.Empty);
        }

        Cells[column] = cell;
    }
}

/// <param name="IsTooLong">The text is only the beginning of what the cell holds.</param>
/// <param name="IsError">A formula came to nothing, and the text says why ("#N/A").</param>
/// <param name="IsInexact">A number with more digits than a workbook keeps: the last ones may be lost.</param>
readonly record struct RawCell(string Text, bool IsTooLong = false, bool IsError = false, bool IsInexact = false)
{
    public static readonly RawCell Empty = new("");

    /// <summary>A text, cut where it is longer than a cell may be.</summary>
    public static RawCell OfText(string text, TableLimits limits) =>
        text.Length > limits.CellLengthMax ? new(text[..limits.CellLengthMax], IsTooLong: true) : new(text);
}

/// <summary>The file can't be read any further.</summary>
sealed class UnreadableTableException(TableFault fault) : Exception(fault.En)
{
    public TableFault Fault { get; } = fault;

    public static UnreadableTableException Broken => new(new(
        null, null, "file_broken", "文件已损坏，无法读取。请重新导出后上传。", "The file is broken and can't be read: export it again."));

    public static UnreadableTableException WrongKind(string zh, string en) => new(new(null, null, "wrong_file_kind", zh, en));
}
