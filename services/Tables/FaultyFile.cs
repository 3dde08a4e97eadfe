using System.Globalization;
using System.Text;
using CsvHelper;
using SpreadCheetah;
using SheetCell = SpreadCheetah.Cell;

namespace Marketplace.Tables;

/// <summary>
/// Writes a file as it was read, with a first column that says per row what to do. What a spreadsheet has spoilt stays recognisable as
/// such, so that the file can't come back as if it were sound.
/// </summary>
static class FaultyFile
{
    // Above the header, where titles are passed over.
    const int LinesMax = 10;
    const int MessageMax = 8_000;
    const string Failed = "#VALUE!";

    public static async Task WriteAsync(
        Stream file,
        IReadOnlyList<Heading> headings,
        TableFaults faults,
        TableOverview overview,
        TableFormat format,
        Stream into,
        CancellationToken ct)
    {
        await using var writer = format == TableFormat.Csv ? new CsvLines(into) : (ILines)await XlsxLines.BeginAsync(into, ct);
        var byRow = faults.All.Where(fault => fault.Row is not null).ToLookup(fault => (fault.Sheet, fault.Row));
        var isTold = false;
        string? sheet = null;
        var isBegun = false;
        await foreach (var (on, row) in RowsAsync(file, headings, ct))
        {
            if (!isBegun || on.Name != sheet)
            {
                (isBegun, sheet) = (true, on.Name);
                await writer.BeginSheetAsync(sheet ?? "Sheet1", ct);
                await TellAsync();
            }

            var isHeader = overview.Sheets.Any(known => known.Name == sheet && known.HeaderRow == row.Number);
            var told = isHeader ? FaultColumn.Column.Header : Message(byRow[(sheet, row.Number)]);
            await writer.WriteAsync(told, row, ct);
        }

        if (!isBegun)
        {
            await writer.BeginSheetAsync("Sheet1", ct);
            await TellAsync();
        }

        // What is about no row, or about one that could not be reached, stands on top.
        async Task TellAsync()
        {
            foreach (var line in isTold ? [] : faults.All.Where(fault => fault.Row is null).Take(LinesMax))
            {
                await writer.WriteAsync($"{line.Zh} {line.En}", new RawRow(0, []), ct);
            }

            isTold = true;
        }
    }

    static string Message(IEnumerable<TableFault> faults)
    {
        var text = string.Join("\n", faults.Select(fault => $"{fault.Zh} {fault.En}").Distinct());
        return text.Length > MessageMax ? text[..MessageMax] + "…" : text;
    }

    static async IAsyncEnumerable<(SheetOverview Sheet, RawRow Row)> RowsAsync(
        Stream file, IReadOnlyList<Heading> headings, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var reading = new TableReading(headings, new TableFaults(), new TableOverview(), TableLimits.Default);
        await using var rows = TableReader.RawRowsAsync(file, reading, ct).GetAsyncEnumerator(ct);
        while (true)
        {
            try
            {
                if (!await rows.MoveNextAsync())
                {
                    yield break;
                }
            }
            catch (Exception unreadable) when (unreadable is UnreadableTableException or DecoderFallbackException)
            {
                // So far it was read before, too; the faults say why no further.
                yield break;
            }

            yield return (rows.Current.Sheet, rows.Current.Row);
        }
    }

    static string TextOf(RawCell cell) => cell.Flaw switch
    {
        CellFlaw.TooLong => cell.Text + "…",
        CellFlaw.NotComputed => Failed,
        _ => cell.Text,
    };

    interface ILines : IAsyncDisposable
    {
        Task BeginSheetAsync(string name, CancellationToken ct);

        Task WriteAsync(string told, RawRow row, CancellationToken ct);
    }

    sealed class CsvLines(Stream into) : ILines
    {
        readonly CsvWriter _csv = CsvWriter.Create(into, CsvTable.Options, leaveOpen: true);

        public Task BeginSheetAsync(string name, CancellationToken ct) => Task.CompletedTask;

        public Task WriteAsync(string told, RawRow row, CancellationToken ct)
        {
            _csv.WriteRecord([CellText.Neutralised(told), .. row.Cells.Select(cell => CellText.Neutralised(TextOf(cell)))]);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync()
        {
            _csv.Flush();
            _csv.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    sealed class XlsxLines : ILines
    {
        readonly Spreadsheet _workbook;
        readonly XlsxStyles _styles;
        readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

        XlsxLines(Spreadsheet workbook) => (_workbook, _styles) = (workbook, new(workbook));

        public static async Task<XlsxLines> BeginAsync(Stream into, CancellationToken ct) =>
            new(await Spreadsheet.CreateNewAsync(into, new SpreadCheetahOptions { WriteCellReferenceAttributes = true }, ct));

        public async Task BeginSheetAsync(string name, CancellationToken ct)
        {
            var unique = SheetNames.Of([new Table { SheetName = name, Columns = [], Rows = [] }])[0];
            await _workbook.StartWorksheetAsync(_names.Add(unique) ? unique : $"Sheet {_names.Count + 1}", token: ct);
        }

        public async Task WriteAsync(string told, RawRow row, CancellationToken ct) =>
            await _workbook.AddRowAsync(
                (SheetCell[])[new(XlsxText.Escaped(told), _styles.Plain), .. row.Cells.Select(CellOf)], ct);

        public async ValueTask DisposeAsync()
        {
            await _workbook.FinishAsync();
            await _workbook.DisposeAsync();
        }

        // Numbers stay numbers, so that sums in the sheet go on; the rest is text, as it was seen.
        SheetCell CellOf(RawCell cell) =>
            cell is { Content: CellContent.Number, Flaw: CellFlaw.None }
            && decimal.TryParse(cell.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && (cell.Text.Length == 1 || cell.Text[0] != '0' || cell.Text[1] == '.')
                ? new(number, _styles.Plain)
                : new(XlsxText.Escaped(TextOf(cell)), _styles.Of(ColumnKind.Text, isTotal: false));
    }
}
