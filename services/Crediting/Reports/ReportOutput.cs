using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// Answers a report in the form that was asked for: the result itself as JSON, or the table made of it as a file. Both show the same figures.
/// </summary>
public static class ReportOutput
{
    /// <summary>How many rows a file holds at most; a spreadsheet has no room for many more.</summary>
    public const int RowsMax = 100_000;

    /// <param name="report">The result.</param>
    /// <param name="format">The form.</param>
    /// <param name="header">Of the result; the file is named after it.</param>
    /// <param name="tables">A sheet each.</param>
    public static Results<Ok<T>, FileContentHttpResult> Answer<T>(
        T report, ReportFormat format, ReportHeader header, Func<T, IReadOnlyList<Table>> tables) => format switch
        {
            ReportFormat.Json => TypedResults.Ok(report),
            ReportFormat.Csv => ReportResults.Of(tables(report), TableFormat.Csv, FileName(header)),
            ReportFormat.Xlsx => ReportResults.Of(tables(report), TableFormat.Xlsx, FileName(header)),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };

    /// <summary>A table under its header, with the remark that belongs below every report.</summary>
    /// <param name="header">The title block.</param>
    /// <param name="sheetName">The name of its sheet.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="rows">A cell for each column.</param>
    /// <param name="totals">Only ever within one scheme and tier.</param>
    /// <param name="notes">Further remarks.</param>
    public static Table Table(
        ReportHeader header,
        string sheetName,
        IReadOnlyList<Column> columns,
        IEnumerable<IReadOnlyList<object?>> rows,
        IEnumerable<IReadOnlyList<object?>>? totals = null,
        IEnumerable<Note>? notes = null) => new()
        {
            SheetName = sheetName,
            TitleBlock = header.TitleBlock,
            Columns = columns,
            Rows = [.. rows],
            TotalRows = [.. totals ?? []],
            Notes = [.. notes ?? [], new Note(header.Note.Zh, header.Note.En)],
        };

    static string FileName(ReportHeader header) => $"{header.Title.Zh}_{header.Period}_{header.Scope.Zh}";
}
