namespace Marketplace.Tables;

/// <summary>Makes rows of data of what stands below the headings of a sheet.</summary>
sealed class SheetRows
{
    readonly TableHeader _header;
    readonly SheetBody _body;
    readonly MergedRows _merged;
    readonly SheetOverview _sheet;
    readonly bool _isAlone;
    readonly bool _isStopped;

    SheetRows(
        TableHeader header, SheetOverview sheet, MergedRows merged, TableReading reading, bool isAlone)
    {
        (_header, _merged, _sheet, _isAlone) = (header, merged, sheet, isAlone);
        _body = new(header, sheet, reading.Overview, reading.Faults);
        sheet.MergedCells = merged.References;
        if (!reading.Limits.IsStrict)
        {
            return;
        }

        foreach (var name in header.Unknown)
        {
            _isStopped = true;
            reading.Faults.Add(new(
                header.Row, name, "unknown_column", $"没有名为“{name}”的列。", $"There is no column “{name}”.", sheet.Name));
        }
    }

    /// <param name="merged">Those that begin above go on below.</param>
    /// <param name="isAlone">Whether no other sheet could be meant.</param>
    public static SheetRows Below(TableHeader header, SheetOverview sheet, MergedRows merged, TableReading reading, bool isAlone) =>
        new(header, sheet, merged, reading, isAlone);

    /// <summary>The row as one of data; null when it is none, or is refused as a whole.</summary>
    public TableRow? Take(RawRow row, TableReading reading)
    {
        if (_isStopped || row.IsEmpty)
        {
            return null;
        }

        var merged = _merged.Fill(row);
        if (!_body.IsData(row))
        {
            return null;
        }

        if (++reading.Rows > reading.Limits.RowsMax)
        {
            throw UnreadableTableException.TooManyRows(row.Number, reading.Limits);
        }

        if (_header.IsExceededBy(row) || (reading.Limits.IsStrict && _header.UnnamedIn(row).Any()))
        {
            reading.Faults.Add(new(
                row.Number, null, "row_malformed",
                $"第 {row.Number} 行有单元格不在任何表头之下；内容中若有逗号，请给该单元格加上双引号。",
                $"Row {row.Number} has a cell below no heading; where a text holds a comma, put the cell in quotes.",
                _sheet.Name));
            return null;
        }

        _body.Count(row);
        var data = new TableRow(row.Number, _sheet, _isAlone, _header, _header.CellsOf(row), reading.Faults);
        foreach (var (column, reference) in merged)
        {
            data.RefuseMerged(column, reference);
        }

        return data;
    }
}
