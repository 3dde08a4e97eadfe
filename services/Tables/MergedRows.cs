namespace Marketplace.Tables;

/// <summary>Gives every row of merged cells the value that stands in the first of them, as people see it.</summary>
sealed class MergedRows(IReadOnlyList<MergedCells> merged, TableLimits limits)
{
    const int NamedMax = 20;

    readonly List<(MergedCells Cells, RawCell Value)> _open = [];
    int _next;

    /// <summary>The first of them, to be shown.</summary>
    public IReadOnlyList<string> References => [.. merged.Take(NamedMax).Select(cells => cells.Reference)];

    /// <summary>Fills the row, and gives the merged cells that lie in it.</summary>
    public IReadOnlyList<(int Column, string Reference)> Fill(RawRow row)
    {
        _open.RemoveAll(open => open.Cells.LastRow < row.Number);
        for (; _next < merged.Count && merged[_next].FirstRow <= row.Number; _next++)
        {
            var cells = merged[_next];
            if (cells.LastRow >= row.Number)
            {
                _open.Add((cells, cells.FirstRow == row.Number ? row[cells.Column] : RawCell.Empty));
            }
        }

        // Merged cells do not overlap.
        if (_open.Count > limits.ColumnsMax)
        {
            throw UnreadableTableException.TooManyColumns(row.Number, limits);
        }

        foreach (var (cells, value) in _open.Where(open => row[open.Cells.Column].Text.Length == 0))
        {
            row.Set(cells.Column, value, limits);
        }

        return _open.Count == 0 ? [] : [.. _open.Select(open => (open.Cells.Column, open.Cells.Reference))];
    }
}
