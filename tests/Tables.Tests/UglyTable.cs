using System.Text;
using Marketplace.Testing;

namespace Marketplace.Tables.Tests;

/// <summary>A table as it is meant, and what people and programs have made of it: the corpus that the reader is tried on.</summary>
sealed class UglyTable
{
    public static readonly Heading[] Headings =
    [
        Heading.Required("no", "单据号", "No"),
        Heading.Required("name", "名称", "Name"),
        Heading.Required("code", "区划代码", "Code"),
        Heading.Required("quantity", "数量", "Quantity") with { IsSummed = true },
        Heading.Required("amount", "金额（元）", "Amount") with { IsSummed = true },
        Heading.Required("day", "日期", "Day"),
        Heading.Required("unit", "单位", "Unit"),
        Heading.Optional("note", "备注", "Note"),
    ];

    /// <summary>What the table says, whatever it looks like.</summary>
    public static readonly Sale[] Meaning =
    [
        new("BX-001", "金阳青花椒（一级）", "513430", 12.5m, 123_450, new DateOnly(2024, 5, 10)),
        new("BX-002", "越西苹果", "513434", 1_000m, 500_000, new DateOnly(2024, 12, 1)),
        new("33021120240510103", "盐源苹果·礼盒", "513423", 3m, 99, new DateOnly(2024, 5, 31)),
    ];

    /// <summary>As a sheet has them: texts, or for a workbook numbers, days and raw cells.</summary>
    public List<object?[]> Rows { get; } = [.. Meaning.Select(CellsOf)];

    public List<object?> Header { get; } = [.. Headings.Select(heading => heading.Names[0])];

    public List<object?[]> Above { get; } = [];

    /// <summary>Rows to be put before the data row of that index.</summary>
    public List<(int Before, object?[] Cells)> Between { get; } = [];

    public List<object?[]> Below { get; } = [];

    public List<XlsxFile.Sheet> Sheets { get; } = [];

    /// <summary>Merged columns of the first two rows.</summary>
    public List<int> MergedColumns { get; } = [];

    public bool IsSecondRowHidden { get; set; }

    /// <summary>The faults that must be told, by the index of the data row; -1 for the file.</summary>
    public List<(int Row, string? Column, string Code)> Faults { get; } = [];

    public static int Of(string key) => Array.FindIndex(Headings, heading => heading.Key == key);

    public void Set(int row, string key, object? value) => Rows[row][Of(key)] = value;

    /// <summary>Replaces a cell by one that must be refused.</summary>
    public void Spoil(int row, string key, object? value, string code)
    {
        Set(row, key, value);
        Faults.RemoveAll(fault => fault.Row == row && fault.Column == key);
        Faults.Add((row, key, code));
    }

    /// <summary>The file, and the number of each data row in it.</summary>
    public (byte[] File, int[] Numbers) Written(UglyFormat format)
    {
        var (rows, numbers) = (new List<object?[]>(Above), new int[Rows.Count]);
        rows.Add([.. Header]);
        for (var index = 0; index < Rows.Count; index++)
        {
            rows.AddRange(Between.Where(between => between.Before == index).Select(between => between.Cells));
            rows.Add(Rows[index]);
            numbers[index] = rows.Count;
        }

        rows.AddRange(Below);
        return (format == UglyFormat.Xlsx ? Workbook(rows, numbers) : Text(rows, format), numbers);
    }

    byte[] Workbook(List<object?[]> rows, int[] numbers) => XlsxFile.Of(
    [
        new XlsxFile.Sheet("台账", rows)
        {
            Merged = [.. MergedColumns.Select(column => $"{(char)('A' + column)}{numbers[0]}:{(char)('A' + column)}{numbers[1]}")],
            HiddenRows = IsSecondRowHidden ? [numbers[1]] : [],
        },
        .. Sheets,
    ]);

    static byte[] Text(List<object?[]> rows, UglyFormat format)
    {
        var delimiter = format switch { UglyFormat.Tab => '\t', UglyFormat.Semicolon => ';', _ => ',' };
        var text = string.Join("\r\n", rows.Select(row => string.Join(delimiter, row.Select(cell => Quoted(cell, delimiter)))));
        Encoding encoding = format switch
        {
            UglyFormat.Gbk => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!,
            UglyFormat.Utf16 => Encoding.Unicode,
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: format == UglyFormat.Marked),
        };
        return [.. format == UglyFormat.Gbk ? [] : encoding.GetPreamble(), .. encoding.GetBytes(text)];
    }

    static string Quoted(object? cell, char delimiter)
    {
        var text = cell switch
        {
            null => "",
            DateOnly day => day.ToString("yyyy-MM-dd", null),
            IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => (string)cell,
        };
        return text.AsSpan().ContainsAny([delimiter, '"', '\n', '\r'])
            ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : text;
    }

    static object?[] CellsOf(Sale sale) =>
        [sale.No, sale.Name, sale.Code, sale.Quantity, sale.Fen / 100m, sale.Day, "斤", null];

    public sealed record Sale(string No, string Name, string Code, decimal Quantity, long Fen, DateOnly Day);
}

/// <summary>How the table is saved.</summary>
public enum UglyFormat
{
    Plain = 1,
    Marked = 2,
    Gbk = 3,
    Utf16 = 4,
    Tab = 5,
    Semicolon = 6,
    Xlsx = 7,
}
