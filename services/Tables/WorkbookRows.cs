using System.IO.Compression;
using System.Text;
using ExcelDataReader;

namespace Marketplace.Tables;

/// <summary>Reads the visible sheets of a workbook row by row: values as they are stored, formulas as they were last computed.</summary>
sealed class WorkbookRows : IDisposable
{
    readonly IExcelDataReader _reader;
    readonly ZipArchive? _parts;
    readonly TableLimits _limits;

    static WorkbookRows() =>
        // Old workbooks keep texts in the code page of their author.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    WorkbookRows(IExcelDataReader reader, ZipArchive? parts, TableLimits limits)
    {
        _reader = reader;
        _parts = parts;
        _limits = limits;
        Sheets = VisibleSheets();
    }

    /// <summary>The places of the visible sheets in the workbook.</summary>
    public IReadOnlyList<int> Sheets { get; }

    /// <exception cref="UnreadableTableException">
    /// It is no workbook, is broken, has a password, or unpacks to more than the limits.
    /// </exception>
    public static WorkbookRows Open(Stream file, TableLimits limits)
    {
        var configuration = new ExcelReaderConfiguration { LeaveOpen = true };
        if (FileKind.IsZip(file))
        {
            return Guarded(() =>
            {
                var parts = Parts(file, limits);
                file.Position = 0;
                return new WorkbookRows(ExcelReaderFactory.CreateOpenXmlReader(file, configuration), parts, limits);
            });
        }

        if (FailedFormulas.RowInXls(file) is { } failed)
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
            return new WorkbookRows(ExcelReaderFactory.CreateBinaryReader(file, configuration), parts: null, limits);
        }
        catch (Exception unreadable) when (IsOfTheFile(unreadable))
        {
            throw UnreadableTableException.WrongKind(
                "这是加密的工作簿，或不是 Excel 文件。请在 Excel 中另存为 .xlsx（不设密码）后再上传。",
                "This is a workbook with a password, or none at all: save it as .xlsx without a password.");
        }
    }

    /// <summary>The rows of a sheet; only one sheet is read at a time.</summary>
    public IEnumerable<RawRow> Read(int sheet)
    {
        Guarded(() => MoveTo(sheet));
        using var failed = (_parts is null ? [] : FailedFormulas.In(_parts, _reader.Name)).GetEnumerator();
        var hasFailed = Guarded(failed.MoveNext);
        while (Guarded(_reader.Read))
        {
            var row = Guarded(Row);
            while (hasFailed && failed.Current.Row <= row.Number)
            {
                if (failed.Current.Row == row.Number)
                {
                    row.Set(failed.Current.Column, new(failed.Current.Text, IsError: true), _limits);
                }

                hasFailed = Guarded(failed.MoveNext);
            }

            yield return row;
        }
    }

    public void Dispose()
    {
        _reader.Dispose();
        _parts?.Dispose();
    }

    List<int> VisibleSheets()
    {
        var sheets = new List<int>();
        for (var place = 0; place < _reader.ResultsCount; place++, _reader.NextResult())
        {
            if (_reader.VisibleState == "visible")
            {
                sheets.Add(place);
            }
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
        var row = new RawRow(_reader.Depth + 1, []);
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
            row.Set(column, WorkbookCell.Of(_reader, column, _limits), _limits);
        }
    }

    /// <summary>A small file can unpack without end. The sizes that it states hold: no more than that is unpacked.</summary>
    static ZipArchive Parts(Stream file, TableLimits limits)
    {
        file.Position = 0;
        var parts = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (parts.GetEntry("xl/workbook.xml") is null)
        {
            throw UnreadableTableException.WrongKind(
                "这是压缩包或其他文件，不是 Excel 工作簿。请上传 .xlsx、.xls 或 .csv 文件。",
                "This is an archive or another kind of document, not a workbook: send .xlsx, .xls or .csv.");
        }

        var sizes = parts.Entries.ToLookup(
            part => part.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase), part => part.Length);
        return sizes[false].Sum() > limits.SharedTextBytesMax || sizes[true].Sum() > limits.SheetBytesMax
            ? throw new UnreadableTableException(new(
                null, null, "file_too_large", "文件中的内容过多，请分成几个文件，或另存为 CSV 后上传。", "The file holds too much: split it, or save it as CSV."))
            : parts;
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
        broken is not (UnreadableTableException or OutOfMemoryException) and (not IOException or EndOfStreamException);
}
