using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Marketplace.Tables;

/// <summary>All that a file holds, and what is wrong with it.</summary>
public sealed record TableContent(IReadOnlyList<TableRow> Rows, TableFaults Faults);

/// <summary>
/// Reads tables that people made: CSV (UTF-8, UTF-16 or GBK; comma, tab or semicolon), XLSX and XLS. The header is the first row that
/// holds all required headings; titles above it and empty rows are skipped. In a workbook the first visible sheet with such a row is read.
/// </summary>
public static class TableReader
{
    // What is larger is kept in a temporary file, because a file is looked at twice: for its encoding, and for its rows.
    const int InMemory = 1024 * 1024;

    /// <summary>The media types of the files that are read; what a file is is found out from what is in it.</summary>
    public static IReadOnlyList<string> ContentTypes { get; } = [CsvTable.ContentType, XlsxTable.ContentType, "application/vnd.ms-excel"];

    static readonly char[] Delimiters = [',', '\t', ';'];

    /// <summary>The whole file at once. Never throws for what is in the file: that is in the faults.</summary>
    public static async Task<TableContent> ReadAsync(
        Stream file, IReadOnlyList<Heading> headings, CancellationToken ct, TableLimits? limits = null)
    {
        var faults = new TableFaults();
        var rows = new List<TableRow>();
        await foreach (var row in StreamAsync(file, headings, faults, limits, ct))
        {
            rows.Add(row);
        }

        return new(rows, faults);
    }

    /// <summary>
    /// Row by row, so that a large file needs little memory. After the last row the faults tell whether that was the end of the file or
    /// only as far as it could be read.
    /// </summary>
    /// <param name="file">Read from its beginning; it stays open.</param>
    public static async IAsyncEnumerable<TableRow> StreamAsync(
        Stream file,
        IReadOnlyList<Heading> headings,
        TableFaults faults,
        TableLimits? limits,
        [EnumeratorCancellation] CancellationToken ct)
    {
        await using var rows = RowsAsync(file, headings, faults, limits ?? TableLimits.Default, ct).GetAsyncEnumerator(ct);
        while (await MoveAsync(rows, faults))
        {
            yield return rows.Current;
        }
    }

    // What the file does wrong ends the reading; what the disk or the network does wrong is the caller's to see.
    static async ValueTask<bool> MoveAsync(IAsyncEnumerator<TableRow> rows, TableFaults faults)
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

    static async IAsyncEnumerable<TableRow> RowsAsync(
        Stream file, IReadOnlyList<Heading> headings, TableFaults faults, TableLimits limits, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var buffered = file.CanSeek ? null : new FileBufferingReadStream(file, InMemory);
        if (buffered is not null)
        {
            await buffered.DrainAsync(ct);
        }

        var seekable = buffered ?? file;
        using var workbook = await FileKind.IsWorkbookAsync(seekable, ct) ? WorkbookRows.Open(seekable, limits) : null;
        var candidates = workbook is null
            ? await TextsAsync(seekable, limits, ct)
            : [.. workbook.Sheets.Select(sheet => (Func<IAsyncEnumerable<RawRow>>)(() => workbook.Read(sheet).ToAsyncEnumerable()))];
        var (header, rows) = await HeaderAsync(candidates, headings, limits, ct);
        if (limits.IsStrict && header.Unknown.ToList() is { Count: > 0 } unknown)
        {
            unknown.ForEach(name => faults.Add(new(
                header.Row, name, "unknown_column", $"没有名为“{name}”的列。", $"There is no column “{name}”.")));
            yield break;
        }

        var count = 0;
        await foreach (var row in rows().WithCancellation(ct))
        {
            if (row.Number <= header.Row || row.IsEmpty)
            {
                continue;
            }

            if (++count > limits.RowsMax)
            {
                throw new UnreadableTableException(new(
                    row.Number, null, "too_many_rows",
                    $"数据超过 {limits.RowsMax} 行，请分成几个文件。", $"There are more than {limits.RowsMax} rows: split the file."));
            }

            if (limits.IsStrict && !header.Fits(row))
            {
                faults.Add(new(
                    row.Number, null, "row_malformed",
                    $"第 {row.Number} 行的列数与表头不同，或有单元格不在任何表头之下。",
                    $"Row {row.Number} has another number of columns than the header, or a cell below no heading."));
                continue;
            }

            yield return new(row.Number, header, header.CellsOf(row), faults);
        }
    }

    static async Task<IReadOnlyList<Func<IAsyncEnumerable<RawRow>>>> TextsAsync(Stream file, TableLimits limits, CancellationToken ct)
    {
        var encoding = await FileKind.EncodingAsync(file, ct);
        return
        [
            .. Delimiters.Select(
                delimiter => (Func<IAsyncEnumerable<RawRow>>)(() => CsvRows.ReadAsync(file, encoding, delimiter, limits, ct))),
        ];
    }

    static async Task<(TableHeader Header, Func<IAsyncEnumerable<RawRow>> Rows)> HeaderAsync(
        IReadOnlyList<Func<IAsyncEnumerable<RawRow>>> candidates, IReadOnlyList<Heading> headings, TableLimits limits, CancellationToken ct)
    {
        var names = TableHeader.Names(headings);
        TableHeader? nearest = null;
        UnreadableTableException? broken = null;
        foreach (var rows in candidates)
        {
            await using var reading = rows().Take(limits.HeaderWithin).GetAsyncEnumerator(ct);
            while (true)
            {
                try
                {
                    if (!await reading.MoveNextAsync())
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

                var header = TableHeader.In(reading.Current, headings, names);
                if (header.Found > 0 && !header.Missing.Any())
                {
                    return (header, rows);
                }

                nearest = header.Found > (nearest?.Found ?? 0) ? header : nearest;
            }
        }

        throw nearest is null && broken is not null ? broken : NoHeader(nearest, headings, limits);
    }

    static UnreadableTableException NoHeader(TableHeader? nearest, IReadOnlyList<Heading> headings, TableLimits limits)
    {
        var missing = nearest is null
            ? [.. headings.Where(heading => heading.IsRequired)]
            : nearest.Missing.Select(nearest.HeadingOf).ToList();
        var (zh, en) = (string.Join("、", missing.Select(heading => heading.Zh)), string.Join(", ", missing.Select(heading => heading.En)));
        return new(new(
            nearest?.Row, missing is [var only] ? only.Key : null, "header_missing",
            $"前 {limits.HeaderWithin} 行中没有完整的表头，缺少：{zh}。",
            $"No row of the first {limits.HeaderWithin} holds all headings; missing: {en}."));
    }
}
