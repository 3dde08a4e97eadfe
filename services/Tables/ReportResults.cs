using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Tables;

/// <summary>The kinds of file that a table is written as.</summary>
public enum TableFormat
{
    Csv = 1,
    Xlsx = 2,
}

/// <summary>Answers an endpoint with a table as a file.</summary>
public static class ReportResults
{
    /// <summary>The media types of the files.</summary>
    public static IReadOnlyList<string> ContentTypes { get; } = [CsvTable.ContentType, XlsxTable.ContentType];

    /// <summary>The kind of file that was asked for, in whatever case; null when there is no such kind.</summary>
    public static TableFormat? FormatOf(string asked) =>
        Enum.TryParse<TableFormat>(asked, ignoreCase: true, out var format) && Enum.IsDefined(format) ? format : null;

    /// <param name="fileName">Without extension; Chinese is kept (RFC 5987), with a plain name for those who can't read it.</param>
    public static FileContentHttpResult Of(Table table, TableFormat format, string fileName) => Of([table], format, fileName);

    /// <summary>Several tables: a sheet each, or one below the other.</summary>
    public static FileContentHttpResult Of(IReadOnlyList<Table> tables, TableFormat format, string fileName) => format switch
    {
        TableFormat.Csv => TypedResults.File(CsvTable.Write(tables), CsvTable.ContentType, fileName + ".csv"),
        TableFormat.Xlsx => TypedResults.File(XlsxTable.Write(tables), XlsxTable.ContentType, fileName + ".xlsx"),
        _ => throw new ArgumentOutOfRangeException(nameof(format)),
    };
}
