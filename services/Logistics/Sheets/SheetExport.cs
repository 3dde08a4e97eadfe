using Marketplace.Platform.Refusals;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Logistics.Sheets;

/// <summary>How a register is exported.</summary>
/// <param name="IsTemplate">True for the headings alone, to be filled in.</param>
/// <param name="Format">csv or xlsx.</param>
public sealed record SheetExport(bool IsTemplate = false, string Format = "csv")
{
    /// <summary>The file: the template, or as many rows as one file is imported with.</summary>
    /// <param name="sheet">The columns.</param>
    /// <param name="rows">In the order in which they are written; not asked for by a template.</param>
    /// <param name="writeAsync">Rows of the register as rows of the table.</param>
    /// <param name="narrower">The parameter by which fewer are asked for.</param>
    /// <param name="ct">Ends the query.</param>
    /// <exception cref="InvalidRequestException">There is no such format, or there are too many rows.</exception>
    internal async Task<FileContentHttpResult> AnswerAsync<T>(
        RegisterSheet sheet, Func<Task<IQueryable<T>>> rows, Func<List<T>, Task<IEnumerable<IReadOnlyList<object?>>>> writeAsync,
        string narrower, CancellationToken ct)
    {
        var file = ReportResults.FormatOf(Format)
            ?? throw new InvalidRequestException("format_unknown", "format", "格式须为 csv 或 xlsx。", "The format is csv or xlsx.");
        if (IsTemplate)
        {
            return ReportResults.Of(sheet.Table([]), file, sheet.Name);
        }

        var found = await (await rows()).Take(RowImport.RowsMax + 1).ToListAsync(ct);
        return found.Count <= RowImport.RowsMax
            ? ReportResults.Of(sheet.Table(await writeAsync(found)), file, sheet.Name)
            : throw new InvalidRequestException(
                "too_many_rows", narrower, $"超过 {RowImport.RowsMax} 行，请用 {narrower} 等条件分次导出。",
                $"There are more than {RowImport.RowsMax} rows; export them bit by bit ({narrower}).");
    }
}
