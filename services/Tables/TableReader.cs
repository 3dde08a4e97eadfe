using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Tables;

/// <summary>All that a file holds, what is wrong with it, and what was read and what not.</summary>
public sealed record TableContent(IReadOnlyList<TableRow> Rows, TableFaults Faults, TableOverview Overview);

/// <summary>
/// Reads tables that people made: CSV (UTF-8, UTF-16 or GBK; comma, tab or semicolon), XLSX and XLS. The header is the first row that
/// holds all required headings; titles above it and empty rows are skipped. Of a workbook all visible sheets with such a row are read, one
/// after the other, and another visible sheet with a table is a fault.
/// </summary>
public static class TableReader
{
    // What is larger is kept in a temporary file, because a file is looked at twice: for its encoding, and for its rows.
    const int InMemory = 1024 * 1024;

    static readonly char[] Delimiters = [',', '\t', ';'];

    /// <summary>The media types of the files that are read; what a file is is found out from what is in it.</summary>
    public static IReadOnlyList<string> ContentTypes { get; } = [CsvTable.ContentType, XlsxTable.ContentType, "application/vnd.ms-excel"];

    /// <summary>The whole file at once. Never throws for what is in the file: that is in the faults.</summary>
    public static async Task<TableContent> ReadAsync(
        Stream file, IReadOnlyList<Heading> headings, CancellationToken ct, TableLimits? limits = null)
    {
        var (faults, overview) = (new TableFaults(), new TableOverview());
        var rows = new List<TableRow>();
        await foreach (var row in StreamAsync(file, headings, faults, limits, ct, overview))
        {
            rows.Add(row);
        }

        return new(rows, faults, overview);
    }

    /// <summary>
    /// Row by row, so that a large file needs little memory. After the last row the faults tell whether that was the end of the file or
    /// only as far as it could be read.
    /// </summary>
    /// <param name="file">Read from its beginning; it stays open.</param>
    /// <param name="overview">Is told what was read and what not.</param>
    public static async IAsyncEnumerable<TableRow> StreamAsync(
        Stream file,
        IReadOnlyList<Heading> headings,
        TableFaults faults,
        TableLimits? limits,
        [EnumeratorCancellation] CancellationToken ct,
        TableOverview? overview = null)
    {
        var reading = new TableReading(headings, faults, overview ?? new(), limits ?? TableLimits.Default);
        await using var rows = RowsAsync(file, reading, ct).GetAsyncEnumerator(ct);
        while (await MoveAsync(rows, faults))
        {
            yield return rows.Current;
        }
    }

    // What the file does wrong ends the reading; what the disk or the network does wrong is the caller's to see.
    static async ValueTask<bool> MoveAsync<T>(IAsyncEnumerator<T> rows, TableFaults faults)
    {
        try
        {
            return await rows.MoveNextAsync();
        }
        catch (UnreadableTableException fault)
        {
            faults.Add(fault.Fault);
            return false;
        }
        catch (DecoderFallbackException)
        {
            faults.Add(UnreadableTableException.Broken.Fault);
            return false;
        }
    }

    static async IAsyncEnumerable<TableRow> RowsAsync(Stream file, TableReading reading, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var (_, body, row) in RawRowsAsync(file, reading, ct))
        {
            if (body?.Take(row, reading) is { } data)
            {
                yield return data;
            }
        }
    }

    /// <summary>The rows of all sheets that are read, with the sheet's header once it was found.</summary>
    internal static async IAsyncEnumerable<(SheetOverview Sheet, SheetRows? Body, RawRow Row)> RawRowsAsync(
        Stream file, TableReading reading, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var buffered = file.CanSeek ? null : new FileBufferingReadStream(file, InMemory);
        if (buffered is not null)
        {
            await buffered.DrainAsync(ct);
        }

        var seekable = buffered ?? file;
        if (!await FileKind.IsWorkbookAsync(seekable, ct))
        {
            await foreach (var row in TextRowsAsync(seekable, reading, ct))
            {
                yield return row;
            }

            yield break;
        }

        reading.Overview.Kind = FileKind.IsZip(seekable) ? TableFileKind.Xlsx : TableFileKind.Xls;
        using IWorkbook workbook = reading.Overview.Kind == TableFileKind.Xlsx
            ? XlsxWorkbook.Open(seekable, reading.Limits, ct)
            : XlsWorkbook.Open(seekable, reading.Limits);
        foreach (var row in WorkbookRows.Read(workbook, reading, ct))
        {
            yield return row;
        }
    }

    static async IAsyncEnumerable<(SheetOverview Sheet, SheetRows? Body, RawRow Row)> TextRowsAsync(
        Stream file, TableReading reading, [EnumeratorCancellation] CancellationToken ct)
    {
        var encoding = await FileKind.EncodingAsync(file, ct);
        (reading.Overview.Kind, reading.Overview.Encoding) = (TableFileKind.Csv, FileKind.NameOf(encoding));
        var (delimiter, header) = await HeaderAsync(file, encoding, reading, ct);
        reading.Overview.Delimiter = delimiter switch { ',' => "comma", '\t' => "tab", _ => "semicolon" };
        var sheet = reading.Overview.Add(sheet: null);
        var body = SheetRows.Below(header, sheet, new([], reading.Limits), reading, isAlone: true);
        await foreach (var row in CsvRows.ReadAsync(file, encoding, delimiter, reading.Limits, ct))
        {
            yield return (sheet, row.Number <= header.Row ? null : body, row);
        }
    }

    /// <summary>The delimiter with which the beginning of the text has a header.</summary>
    static async Task<(char Delimiter, TableHeader Header)> HeaderAsync(
        Stream file, Encoding encoding, TableReading reading, CancellationToken ct)
    {
        UnreadableTableException? broken = null;
        foreach (var delimiter in Delimiters)
        {
            await using var rows = CsvRows.ReadAsync(file, encoding, delimiter, reading.Limits, ct)
                .Take(reading.Limits.HeaderWithin).GetAsyncEnumerator(ct);
            while (true)
            {
                try
                {
                    if (!await rows.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (UnreadableTableException unreadable)
                {
                    // It may be readable with another delimiter.
                    broken ??= unreadable;
                    break;
                }

                if (reading.HeaderIn(rows.Current) is { } header)
                {
                    return (delimiter, header);
                }
            }
        }

        throw broken is not null && !reading.IsNear ? broken : reading.NoHeader();
    }
}
