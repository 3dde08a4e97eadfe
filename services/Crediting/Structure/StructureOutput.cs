using Marketplace.Crediting.Reports;
using Marketplace.Tables;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Structure;

/// <summary>Answers a report of structure as JSON, page by page, or whole as a file. Both show the same figures.</summary>
static class StructureOutput
{
    /// <summary>How many rows are read at once for a file.</summary>
    const int FilePage = 2_000;

    /// <param name="format">The form.</param>
    /// <param name="page">Which page, when it is JSON.</param>
    /// <param name="read">Reads a page.</param>
    /// <param name="next">Where the next page begins.</param>
    /// <param name="join">Puts the rows of a page behind those before.</param>
    /// <param name="header">Of the result; the file is named after it.</param>
    /// <param name="tables">A sheet each.</param>
    public static async Task<Results<Ok<T>, FileContentHttpResult>> AnswerAsync<T>(
        ReportFormat format,
        PageQuery page,
        Func<PageQuery, Task<T>> read,
        Func<T, string?> next,
        Func<T, T, T> join,
        Func<T, StructureHeader> header,
        Func<T, IReadOnlyList<Table>> tables)
    {
        if (format == ReportFormat.Json)
        {
            return TypedResults.Ok(await read(page));
        }

        var some = await read(new PageQuery(null, FilePage));
        var whole = some;
        for (var rows = FilePage; next(some) is { } after && rows < ReportOutput.RowsMax; rows += FilePage)
        {
            some = await read(new PageQuery(after, FilePage));
            whole = join(whole, some);
        }

        return Answer(whole, format, header(whole), tables);
    }

    /// <param name="report">The whole result.</param>
    /// <param name="format">The form.</param>
    /// <param name="header">Of the result; the file is named after it.</param>
    /// <param name="tables">A sheet each.</param>
    public static Results<Ok<T>, FileContentHttpResult> Answer<T>(
        T report, ReportFormat format, StructureHeader header, Func<T, IReadOnlyList<Table>> tables) => format switch
        {
            ReportFormat.Json => TypedResults.Ok(report),
            ReportFormat.Csv => ReportResults.Of(tables(report), TableFormat.Csv, FileName(header)),
            ReportFormat.Xlsx => ReportResults.Of(tables(report), TableFormat.Xlsx, FileName(header)),
            _ => throw new ArgumentOutOfRangeException(nameof(format)),
        };

    /// <summary>A table under its header.</summary>
    public static Table Table(
        StructureHeader header,
        string sheetName,
        IReadOnlyList<Column> columns,
        IEnumerable<IReadOnlyList<object?>> rows,
        IEnumerable<IReadOnlyList<object?>>? totals = null) => new()
        {
            SheetName = sheetName,
            TitleBlock =
            [
                new TitleLine($"{header.Title.Zh}（{header.Report}）", $"{header.Title.En} ({header.Report})"),
                new TitleLine("统计范围", "Scope", header.Scope.Zh),
                .. header.Scheme is { } scheme && header.Tier is { } tier
                    ? (TitleLine[])[new TitleLine("渠道与层级", "Scheme and tier", $"{ReportWords.Of(scheme).Both()} · {ReportWords.Of(tier).Both()}")]
                    : [],
                new TitleLine("统计期", "Period", $"{header.From}…{header.Month}"),
                new TitleLine("口径", "View", header.ViewWords.Both()),
                new TitleLine("指标", "Measure", header.MeasureWords.Both()),
                new TitleLine("截止时刻（北京时间）", "Cut-off (Asia/Shanghai)", header.CutOff),
                new TitleLine("统计口径版本", "Rule set version", $"{header.RuleSetVersion}"),
                .. header.ProjectedThrough is { } projected
                    ? (TitleLine[])[new TitleLine("汇总至分录", "Summed up to entry", $"{projected.EntryNo} / {projected.LedgerHead}")]
                    : [],
                new TitleLine("金额单位", "Unit of amounts", "万元 10,000 yuan"),
            ],
            Columns = columns,
            Rows = [.. rows],
            TotalRows = [.. totals ?? []],
            Notes =
            [
                .. header.RuleSetWarning is { } warning ? (Note[])[new Note(warning.Zh, warning.En)] : [],
                .. header.Notes.Select(note => new Note(note.Zh, note.En)),
            ],
        };

    static string FileName(StructureHeader header) => $"{header.Title.Zh}_{header.Month}_{header.Scope.Zh}";
}
