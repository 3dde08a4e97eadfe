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

    /// <summary>The kind of file that the caller prefers to JSON; null when it does not ask for one.</summary>
    public static TableFormat? AskedIn(HttpRequest request)
    {
        foreach (var accepted in request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1))
        {
            switch (accepted.MediaType.Value)
            {
                case "text/csv":
                    return TableFormat.Csv;
                case XlsxTable.ContentType:
                    return TableFormat.Xlsx;
                case "application/json" or "*/*" or "application/*":
                    return null;
                default:
                    break;
            }
        }

        return null;
    }

    /// <summary>Gives a file back with a column that says per row what to do.</summary>
    /// <param name="file">As it was read; it can seek, and stays open.</param>
    /// <param name="headings">What it was read for.</param>
    /// <param name="faults">What is wrong with it.</param>
    /// <param name="overview">What was read of it.</param>
    /// <param name="format">The kind of file that is made of it.</param>
    /// <param name="fileName">As it was sent.</param>
    public static async Task<FileStreamHttpResult> WithFaultsAsync(
        Stream file,
        IReadOnlyList<Heading> headings,
        TableFaults faults,
        TableOverview overview,
        TableFormat format,
        string fileName,
        CancellationToken ct)
    {
        // On disk: it may be as large as what was sent.
        var written = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None,
            bufferSize: 64 * 1024, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        await FaultyFile.WriteAsync(file, headings, faults, overview, format, written, ct);
        written.Position = 0;
        return TypedResults.Stream(
            written,
            format == TableFormat.Csv ? CsvTable.ContentType : XlsxTable.ContentType,
            Path.GetFileNameWithoutExtension(fileName) + (format == TableFormat.Csv ? ".csv" : ".xlsx"));
    }

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
