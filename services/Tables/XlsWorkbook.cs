using System.Text;
using ExcelDataReader;

namespace Marketplace.Tables;

/// <summary>A workbook as Excel saved it up to 2003.</summary>
sealed class XlsWorkbook : IWorkbook
{
    readonly IExcelDataReader _reader;
    readonly TableLimits _limits;

    static XlsWorkbook() =>
        // Old workbooks keep texts in the code page of their author.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    XlsWorkbook(IExcelDataReader reader, TableLimits limits)
    {
        _reader = reader;
        _limits = limits;
        Sheets = ReadSheets();
    }

    public IReadOnlyList<WorkbookSheet> Sheets { get; }

    /// <exception cref="UnreadableTableException">It is no workbook, is broken, has a password, or holds a failed formula.</exception>
    public static XlsWorkbook Open(Stream file, TableLimits limits)
    {
        if (XlsErrors.FirstRow(file) is { } failed)
        {
            throw new UnreadableTableException(new(
                failed, null, "formula_failed",
                $"第 {failed} 行有公式出错（如 #N/A）。请改为数值，或另存为 .xlsx 后再上传。",
                $"Row {failed} holds a formula that failed, such as #N/A: put the value instead, or save the file as .xlsx."));
        }

        file.Position = 0;
        try
        {
            // Not the factory that guesses: it would unpack a workbook that has the standard password before its size is known.
            return new XlsWorkbook(
                ExcelReaderFactory.CreateBinaryReader(file, new ExcelReaderConfiguration { LeaveOpen = true }), limits);
        }
        catch (Exception unreadable) when (IsOfTheFile(unreadable))
        {
            throw UnreadableTableException.WrongKind(
                "这是加密的工作簿，或不是 Excel 文件。请在 Excel 中另存为 .xlsx（不设密码）后再上传。",
                "This is a workbook with a password, or none at all: save it as .xlsx without a password.");
        }
    }

    public IReadOnlyList<MergedCells> MergedOver(WorkbookSheet sheet, CancellationToken ct) => Guarded(() =>
    {
        MoveTo(sheet.Place);
        return (IReadOnlyList<MergedCells>)
        [
            .. (_reader.MergeCells ?? []).Where(range => range.ToRow > range.FromRow).OrderBy(range => range.FromRow)
                .Select(range => new MergedCells(
                    range.FromRow + 1, range.ToRow + 1, range.FromColumn,
                    $"{ColumnName.Of(range.FromColumn)}{range.FromRow + 1}:{ColumnName.Of(range.ToColumn)}{range.ToRow + 1}")),
        ];
    });

    public IEnumerable<RawRow> Read(WorkbookSheet sheet, CancellationToken ct)
    {
        Guarded(() => MoveTo(sheet.Place));
        while (Guarded(_reader.Read))
        {
            ct.ThrowIfCancellationRequested();
            yield return Guarded(Row);
        }
    }

    public void Dispose() => _reader.Dispose();

    List<WorkbookSheet> ReadSheets()
    {
        if (_reader.ResultsCount > _limits.SheetsMax)
        {
            throw UnreadableTableException.Broken;
        }

        var sheets = new List<WorkbookSheet>();
        for (var place = 0; place < _reader.ResultsCount; place++, _reader.NextResult())
        {
            sheets.Add(new(place, _reader.Name, _reader.VisibleState != "visible", IsTable: true));
        }

        return sheets;
    }

    bool MoveTo(int sheet)
    {
        _reader.Reset();
        for (var place = 0; place < sheet; place++)
        {
            _reader.NextResult();
        }

        return true;
    }

    RawRow Row()
    {
        var row = new RawRow(_reader.Depth + 1, [], IsHidden: _reader.RowHeight == 0);
        Take(row, 0, Math.Min(_reader.FieldCount, _limits.ColumnsMax));
        if (!row.IsEmpty)
        {
            // Formats are often drawn to the last column of all; where nothing is before, nothing is looked for behind.
            Take(row, _limits.ColumnsMax, _reader.FieldCount);
        }

        return row;
    }

    void Take(RawRow row, int from, int end)
    {
        for (var column = from; column < end; column++)
        {
            row.Set(column, XlsCell.Of(_reader, column, _limits), _limits);
        }
    }

    // The library does not say what it throws for the many ways in which a file can be broken.
    static T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (IsOfTheFile(broken))
        {
            throw UnreadableTableException.Broken;
        }
    }

    // What the disk does wrong is not the file's fault.
    static bool IsOfTheFile(Exception broken) =>
        broken is not (UnreadableTableException or OutOfMemoryException or OperationCanceledException)
            and (not IOException or EndOfStreamException);
}
