namespace Marketplace.Tables;

/// <summary>A workbook of either format: values as they are stored, formulas as they were last computed.</summary>
interface IWorkbook : IDisposable
{
    /// <summary>In the order of the workbook.</summary>
    IReadOnlyList<WorkbookSheet> Sheets { get; }

    /// <summary>The cells that were merged over several rows, by their first row.</summary>
    IReadOnlyList<MergedCells> MergedOver(WorkbookSheet sheet, CancellationToken ct);

    /// <summary>The rows of a sheet; only one sheet is read at a time.</summary>
    IEnumerable<RawRow> Read(WorkbookSheet sheet, CancellationToken ct);
}

/// <param name="Place">In the workbook, from 0.</param>
/// <param name="Name">As people see it.</param>
/// <param name="IsHidden">People do not see it.</param>
/// <param name="IsTable">False for charts and macros.</param>
sealed record WorkbookSheet(int Place, string Name, bool IsHidden, bool IsTable);

/// <summary>Cells that were merged over several rows; the value stands in the first.</summary>
/// <param name="FirstRow">From 1.</param>
/// <param name="LastRow">Included.</param>
/// <param name="Column">Of the value, from 0. Cells to its right stay empty.</param>
/// <param name="Reference">As people name it, such as "B2:B4".</param>
sealed record MergedCells(int FirstRow, int LastRow, int Column, string Reference);
