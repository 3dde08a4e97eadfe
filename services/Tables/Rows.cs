namespace Marketplace.Tables;

static class Rows
{
    /// <summary>The cells of a row, each of its column's kind.</summary>
    public static IEnumerable<Cell?> CellsOf(this IReadOnlyList<object?> row, Table table, bool isTotal) => row.Count == table.Columns.Count
        ? row.Select((value, index) => Cell.Of(table.Columns[index], value, isTotal))
        : throw new ArgumentException($"A row of {table.SheetName} has {row.Count} cells, but there are {table.Columns.Count} columns.");
}
