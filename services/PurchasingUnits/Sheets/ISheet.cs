namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>A kind of thing that is brought in and taken out as a table.</summary>
interface ISheet
{
    /// <summary>As it is called in addresses, such as "quota-plans".</summary>
    string Name { get; }

    IReadOnlyList<SheetColumn> Columns { get; }

    /// <summary>Brings in one row: registers what is new, changes what is different, leaves what is the same.</summary>
    Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct);

    /// <summary>All that the caller may see, a cell for each column, in a fixed order.</summary>
    Task<IReadOnlyList<string?[]>> RowsAsync(CancellationToken ct);
}

/// <summary>A column, found by either of its names or both.</summary>
/// <param name="Name">The English name.</param>
/// <param name="Zh">The Chinese name, which comes first in what is written.</param>
/// <param name="IsNeeded">False for columns that a table may leave out.</param>
sealed record SheetColumn(string Name, string Zh, bool IsNeeded = false)
{
    public string Header => $"{Zh} {Name}";
}

/// <summary>What a row did.</summary>
enum RowEffect
{
    Unchanged = 1,
    Created = 2,
    Changed = 3,
}

/// <summary>What is wrong with a row.</summary>
/// <param name="Row">The line of the file, the header being the first.</param>
/// <param name="Column">The name of the column; empty when it is the row as a whole.</param>
/// <param name="Code">A stable name for programs.</param>
/// <param name="Zh">What is wrong, in Chinese.</param>
/// <param name="En">What is wrong, in English.</param>
public sealed record RowFault(long Row, string Column, string Code, string Zh, string En);
