using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;

namespace Marketplace.Tables;

/// <summary>Reads delimited text row by row. An empty line counts as a row, as a spreadsheet shows it.</summary>
static class CsvRows
{
    const int BytesOfCharacter = 4;

    /// <exception cref="UnreadableTableException">A quote is never closed, or a row has too many columns.</exception>
    public static async IAsyncEnumerable<RawRow> ReadAsync(
        Stream file, Encoding encoding, char delimiter, TableLimits limits, [EnumeratorCancellation] CancellationToken ct)
    {
        file.Position = 0;
        var isOpen = false;
        await using var csv = CsvReader.Create(
            file,
            new CsvReaderOptions
            {
                Separator = delimiter,
                HasHeader = false,
                Encoding = encoding,
                SkipEmptyLines = false,
                MalformedData = CsvMalformedDataHandling.Recover,
                // A quote that is never closed would take the rest of the file for one cell.
                MaxRecordSize = limits.ColumnsMax * limits.CellLengthMax * BytesOfCharacter,
                OnMalformedRecord = record => isOpen |= record.Reason == CsvMalformedReason.UnterminatedQuote,
            },
            leaveOpen: true);
        for (var number = 1; await MoveAsync(csv, number, ct); number++)
        {
            var row = new RawRow(number, [], csv.FieldCount);
            for (var column = 0; column < csv.FieldCount; column++)
            {
                row.Set(column, CellOf(csv.GetString(column), limits), limits);
            }

            if (isOpen)
            {
                throw NotClosed(number);
            }

            yield return row;
        }
    }

    /// <summary>
    /// A text that was saved with a formula keeps the formula and not its result, but for one that only protects a text: ="0123".
    /// </summary>
    static RawCell CellOf(string text, TableLimits limits) => text.Length == 0 || text[0] != '='
        ? RawCell.OfText(CellText.Restored(text), limits)
        : text is ['=', '"', .. var quoted, '"'] && !quoted.Contains('"', StringComparison.Ordinal) ? RawCell.OfText(quoted, limits)
        : RawCell.OfText(text, limits) with { Flaw = CellFlaw.NotComputed };

    static async ValueTask<bool> MoveAsync(CsvReader csv, int number, CancellationToken ct)
    {
        try
        {
            return await csv.ReadAsync(ct);
        }
        catch (CsvFormatException)
        {
            // The only fault that is not recovered from is a record beyond its largest size.
            throw NotClosed(number);
        }
    }

    static UnreadableTableException NotClosed(int row) => new(new(
        row, null, "quote_not_closed", $"第 {row} 行的双引号没有成对。", $"A quote that begins in row {row} is never closed."));
}
