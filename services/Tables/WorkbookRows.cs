namespace Marketplace.Tables;

/// <summary>
/// Reads the visible sheets of a workbook one after the other. A sheet that holds a table without the headings is a fault: it might be the
/// second half of what was meant.
/// </summary>
static class WorkbookRows
{
    // A sheet with fewer filled cells in each row is a text, not a table.
    const int CellsOfTable = 3;

    public static IEnumerable<(SheetOverview Sheet, SheetRows? Body, RawRow Row)> Read(
        IWorkbook workbook, TableReading reading, CancellationToken ct)
    {
        var isAlone = workbook.Sheets.Count(sheet => sheet is { IsTable: true, IsHidden: false }) == 1;
        var others = new List<SheetOverview>();
        foreach (var sheet in workbook.Sheets)
        {
            var overview = reading.Overview.Add(sheet.Name);
            if (sheet.IsHidden || !sheet.IsTable)
            {
                overview.NotRead(
                    sheet.IsTable ? "隐藏的工作表。" : "不是表格（图表或宏）。", sheet.IsTable ? "A hidden sheet." : "No table, but a chart or a macro.");
                continue;
            }

            foreach (var row in Read(workbook, sheet, overview, isAlone, others, reading, ct))
            {
                yield return row;
            }
        }

        if (!reading.Overview.Sheets.Any(sheet => sheet.IsRead))
        {
            throw reading.NoHeader();
        }

        foreach (var other in others)
        {
            reading.Faults.Add(new(
                null, null, "sheet_not_read",
                $"工作表“{other.Name}”中有数据，但没有相同的表头，未读取。请补上表头，或删除、隐藏该工作表。",
                $"The sheet “{other.Name}” holds a table without the headings and was not read: add them, or delete or hide the sheet.",
                other.Name));
        }
    }

    static IEnumerable<(SheetOverview Sheet, SheetRows? Body, RawRow Row)> Read(
        IWorkbook workbook,
        WorkbookSheet sheet,
        SheetOverview overview,
        bool isAlone,
        List<SheetOverview> others,
        TableReading reading,
        CancellationToken ct)
    {
        SheetRows? body = null;
        var merged = new MergedRows(workbook.MergedOver(sheet, ct), reading.Limits);
        var (looked, widest) = (0, 0);
        foreach (var row in workbook.Read(sheet, ct))
        {
            if (body is not null)
            {
                yield return (overview, body, row);
                continue;
            }

            if (row.IsEmpty)
            {
                continue;
            }

            widest = Math.Max(widest, row.Cells.Count(cell => !string.IsNullOrWhiteSpace(cell.Text)));
            merged.Fill(row);
            yield return (overview, null, row);
            if (reading.HeaderIn(row) is { } header)
            {
                body = SheetRows.Below(header, overview, merged, reading, isAlone);
            }
            else if (++looked == reading.Limits.HeaderWithin)
            {
                break;
            }
        }

        if (body is null)
        {
            var isTable = widest >= CellsOfTable;
            overview.NotRead(
                widest == 0 ? "空白工作表。" : isTable ? "没有所需的表头。" : "只有说明文字，不是表格。",
                widest == 0 ? "An empty sheet." : isTable ? "Without the headings." : "A text and no table.");
            others.AddRange(isTable ? [overview] : []);
        }
    }
}
