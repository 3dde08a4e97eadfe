namespace Marketplace.Tables;

/// <summary>A row as it is in the file, before anything is known of its columns.</summary>
/// <param name="Number">As a spreadsheet counts, from 1.</param>
sealed record RawRow(int Number, List<RawCell> Cells)
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
readonly record struct RawCell(string Text, bool IsTooLong = false, bool IsError = false)
{
    public static readonly RawCell Empty = new("");
}

/// <summary>The file can't be read any further.</summary>
sealed class UnreadableTableException(TableFault fault) : Exception(fault.En)
{
    public TableFault Fault { get; } = fault;
}
