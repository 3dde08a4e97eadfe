using System.Globalization;
using Marketplace.Contracts;
using Marketplace.Crediting.Domain;
using Marketplace.Tables;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Crediting.Reports;

/// <summary>Prints an answer as a table, for CSV and XLSX alike.</summary>
public static class ReportFile
{
    /// <summary>How many rows a file holds at most; a spreadsheet has no room for many more.</summary>
    public const int RowsMax = 100_000;

    public static FileContentHttpResult Of(ReportAnswer answer, ReportFormat format) => ReportResults.Of(
        Table(answer),
        format == ReportFormat.Csv ? TableFormat.Csv : TableFormat.Xlsx,
        $"{answer.Header.Title.Zh}_{answer.Header.Period}_{answer.Header.Scope.Zh}");

    static Table Table(ReportAnswer answer)
    {
        var printed = answer.Columns.Index().Where(column => column.Item.IsPrinted).Select(column => (column.Index, Column: column.Item))
            .ToList();
        return new Table
        {
            SheetName = answer.Header.Title.Zh,
            TitleBlock = answer.Header.TitleBlock,
            Columns = [.. printed.SelectMany(column => Columns(column.Column))],
            Rows = [.. answer.Rows.Select(row => Cells(row, printed))],
            TotalRows = [.. answer.Totals.Select(total => WithLabel(Cells(total, printed), printed))],
            Notes = [.. answer.Notes.Select(note => new Note(note.Zh, note.En))],
        };
    }

    static IReadOnlyList<object?> Cells(ReportRow row, IEnumerable<(int Index, ReportColumn Column)> printed) =>
        [.. printed.SelectMany(column => Cells(row.Cells[column.Index], column.Column))];

    /// <summary>"合计" in the first cell of a total that holds no text.</summary>
    static IReadOnlyList<object?> WithLabel(IReadOnlyList<object?> cells, IReadOnlyList<(int Index, ReportColumn Column)> printed)
    {
        var texts = printed.SelectMany(column => Columns(column.Column)).Select(column => column.Kind == ColumnKind.Text);
        var labelled = cells.Zip(texts).Index()
            .FirstOrDefault(cell => cell.Item is { Second: true, First: null }, (Index: -1, Item: default));
        return labelled.Index < 0 ? cells : [.. cells.Select((cell, index) => index == labelled.Index ? "合计 Total" : cell)];
    }

    static IEnumerable<Column> Columns(ReportColumn column) => column.SideBySide is { } places
        ? places.SelectMany(place => Printed(column.Items!).Select(item => Column(
            item,
            $"{column.Key}.{place.Key}.{item.Key}",
            new($"{place.Value.Zh}：{item.Heading.Zh}", $"{place.Value.En}: {item.Heading.En}"))))
        : [Column(column, column.Key, column.Heading)];

    static Column Column(ReportColumn column, string key, BilingualText heading) => new(key, heading.Zh, heading.En, column.Kind switch
    {
        CellKind.Number => ColumnKind.Integer,
        CellKind.Amount => ColumnKind.TenThousandYuan,
        CellKind.Yuan => ColumnKind.Fen,
        CellKind.Ratio => ColumnKind.Percent,
        CellKind.Points or CellKind.Decimal => ColumnKind.Quantity,
        CellKind.Date => ColumnKind.Date,
        CellKind.Instant => ColumnKind.Instant,
        _ => ColumnKind.Text,
    }, column.Width);

    static IEnumerable<object?> Cells(object? cell, ReportColumn column)
    {
        if (column.SideBySide is not { } places)
        {
            return [Cell(cell, column)];
        }

        var items = (cell as IReadOnlyList<ReportRow> ?? []).ToDictionary(item => (string)item.Cells[0]!);
        return places.Keys.SelectMany(place => column.Items!.Index().Where(own => own.Item.IsPrinted).Select(own =>
            items.TryGetValue(place, out var item) ? Cell(item.Cells[own.Index], own.Item) : null));
    }

    static object? Cell(object? cell, ReportColumn column) => (column.Kind, cell) switch
    {
        (CellKind.Ratio, Ratio ratio) => ratio.BasisPoints,
        (CellKind.Points, long points) => points / 100m,
        (CellKind.Term, string term) => ReportTexts.Both(column.Terms![term]),
        (CellKind.Bilingual, BilingualText text) => ReportTexts.Both(text),
        (CellKind.Id, Guid id) => id.ToString(),
        (CellKind.Flag, bool flag) => flag ? "是 Yes" : "否 No",
        (CellKind.List, IReadOnlyList<ReportRow> items) => Joined(items, column.Items!),
        _ => cell,
    };

    static string? Joined(IReadOnlyList<ReportRow> items, IReadOnlyList<ReportColumn> columns) => items.Count == 0 ? null : string.Join(
        "；",
        items.Select(item => string.Join(
            ' ',
            columns.Zip(item.Cells).Where(cell => cell.First.IsPrinted && cell.Second is not null)
                .Select(cell => Text(cell.Second!, cell.First)))));

    /// <summary>A cell within a text.</summary>
    static string? Text(object cell, ReportColumn column) => (column.Kind, cell) switch
    {
        (CellKind.Term, string term) => column.Terms![term].Zh,
        (CellKind.Amount, long fen) => TenThousandYuan.Of(fen),
        (CellKind.Yuan, long fen) => new Money(fen).Yuan.ToString("0.00", CultureInfo.InvariantCulture),
        (CellKind.Ratio, Ratio ratio) => ratio.Percent,
        (CellKind.Date, DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(Cell(cell, column), CultureInfo.InvariantCulture),
    };

    static IEnumerable<ReportColumn> Printed(IEnumerable<ReportColumn> columns) => columns.Where(column => column.IsPrinted);
}
