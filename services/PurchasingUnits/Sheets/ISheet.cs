using Marketplace.PurchasingUnits.Storage;
using Marketplace.Tables;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>A kind of thing that is imported and exported as a table.</summary>
interface ISheet
{
    /// <summary>As it is called in addresses, such as "quota-plans".</summary>
    string Name { get; }

    IReadOnlyList<SheetColumn> Columns { get; }

    /// <summary>
    /// Whether what rows need can be read for many of them; of other tables each row asks the database and is saved by itself.
    /// </summary>
    bool ReadsAhead => true;

    /// <summary>Reads what the rows need that name these ids, so that they find it without asking the database.</summary>
    Task ReadAheadAsync(RowsAhead ahead, CancellationToken ct);

    /// <summary>Imports one row: registers what is new, changes what is different, leaves what is the same.</summary>
    Task<RowEffect> TakeAsync(SheetRow row, CancellationToken ct);

    /// <summary>All that the caller may see, a cell for each column, in a fixed order.</summary>
    Task<IReadOnlyList<object?[]>> RowsAsync(CancellationToken ct);
}

/// <summary>A column, found by either of its names or both.</summary>
/// <param name="Name">The English name.</param>
/// <param name="Zh">The Chinese name, which comes first in what is written.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="IsRequired">False for columns that a table may leave out.</param>
sealed record SheetColumn(string Name, string Zh, ColumnKind Kind = ColumnKind.Text, bool IsRequired = false)
{
    public Column Column => new(Name, Zh, Name, Kind);

    public Heading Heading => Heading.Of(Column, IsRequired);
}

/// <summary>What a row did.</summary>
enum RowEffect
{
    Unchanged = 1,
    Created = 2,
    Changed = 3,
}
