using System.Text;
using CsvHelper;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>A file of comma-separated values as people send it: UTF-8 with or without a mark, or GBK; names of columns in Chinese or English.</summary>
static class SheetFile
{
    static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true);

    // GB 18030 reads all that GBK and GB 2312 write.
    static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    /// <summary>Reads the rows; what can't be read is told in the faults.</summary>
    public static List<SheetRow> Read(byte[] file, IReadOnlyList<SheetColumn> columns, List<RowFault> faults)
    {
        var rows = new List<SheetRow>();
        var options = new CsvReaderOptions
        {
            Separator = ',',
            NullValues = [""],
            TrimWhitespace = true,
            MalformedData = CsvMalformedDataHandling.Skip,
            FieldCountMismatch = CsvFieldCountHandling.Skip,
            TrackLineNumbers = true,
            OnMalformedRecord = record => faults.Add(new RowFault(
                record.LineNumber,
                "",
                "row_malformed",
                "该行的列数与表头不同，或引号不配对。",
                "The row has another number of columns than the header, or quotes that don't match.")),
        };
        using var csv = CsvReader.FromText(Decode(file), options);
        try
        {
            var places = Places(csv.Headers, columns, faults);
            // Rows under a wrong header would be faulty all alike.
            var isReadable = faults.Count == 0;
            while (isReadable && csv.Read())
            {
                var cells = columns.ToDictionary(
                    column => column.Name, column => places.TryGetValue(column.Name, out var place) ? Plain(csv.GetStringOrNull(place)) : null);
                if (cells.Values.Any(cell => cell is not null))
                {
                    rows.Add(new SheetRow(csv.LineNumber, cells, [.. places.Keys], faults));
                }
            }
        }
        catch (CsvFormatException unreadable)
        {
            faults.Add(new RowFault(1, "", "file_malformed", "文件不是可读的 CSV，请检查引号与分隔符。", $"The file can't be read as CSV: {unreadable.Message}"));
        }

        return rows;
    }

    /// <summary>Writes the rows so that spreadsheets open them as they are.</summary>
    public static byte[] Write(IReadOnlyList<SheetColumn> columns, IEnumerable<string?[]> rows)
    {
        using var file = new MemoryStream();
        var options = new CsvWriterOptions
        {
            Separator = ',',
            NewLine = "\r\n",
            WriteByteOrderMark = true,
            // A name that begins with "=" must not run as a formula where it is opened.
            Injection = CsvInjection.Escape,
        };
        using (var csv = CsvWriter.Create(file, options, leaveOpen: true))
        {
            csv.WriteRecord([.. columns.Select(column => column.Header)]);
            foreach (var row in rows)
            {
                csv.WriteRecord([.. row.Select(cell => cell ?? "")]);
            }

            csv.Flush();
        }

        return file.ToArray();
    }

    static string Decode(byte[] file)
    {
        try
        {
            return StrictUtf8.GetString(file).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return Gbk.GetString(file);
        }
    }

    // What was put in front so that it would not run as a formula.
    static string? Plain(string? cell) => cell is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? cell[1..] : cell;

    static Dictionary<string, int> Places(IReadOnlyList<string> headers, IReadOnlyList<SheetColumn> columns, List<RowFault> faults)
    {
        var places = new Dictionary<string, int>();
        for (var place = 0; place < headers.Count; place++)
        {
            var header = headers[place].Trim();
            if (columns.FirstOrDefault(column => Is(column, header)) is not { } column)
            {
                faults.Add(new RowFault(1, header, "unknown_column", $"没有名为“{header}”的列。", $"There is no column \"{header}\"."));
            }
            else if (!places.TryAdd(column.Name, place))
            {
                faults.Add(new RowFault(1, column.Name, "repeated_column", $"列“{header}”出现了不止一次。", $"The column \"{header}\" occurs more than once."));
            }
        }

        foreach (var missing in columns.Where(column => column.IsNeeded && !places.ContainsKey(column.Name)))
        {
            faults.Add(new RowFault(1, missing.Name, "missing_column", $"缺少列“{missing.Zh}”。", $"The column \"{missing.Name}\" is missing."));
        }

        return places;
    }

    static bool Is(SheetColumn column, string header) =>
        string.Equals(header, column.Name, StringComparison.OrdinalIgnoreCase) || header == column.Zh
        || string.Equals(header, column.Header, StringComparison.OrdinalIgnoreCase);
}
