namespace Marketplace.Tables;

/// <summary>A table as a report prints it: a title, columns, rows, totals and notes, for CSV and XLSX alike.</summary>
public sealed record Table
{
    /// <summary>The name of its sheet; what a sheet's name can't hold is replaced, and what is too long is cut.</summary>
    public required string SheetName { get; init; }

    /// <summary>The lines above the table, such as title, view, measure and cut-off.</summary>
    public IReadOnlyList<TitleLine> TitleBlock { get; init; } = [];

    public required IReadOnlyList<Column> Columns { get; init; }

    /// <summary>
    /// As many cells as there are columns, of the types that their <see cref="ColumnKind"/> names; null is "unknown", never 0.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<object?>> Rows { get; init; }

    /// <summary>Rows below the others, in bold. A text in a column of numbers is allowed here ("合计").</summary>
    public IReadOnlyList<IReadOnlyList<object?>> TotalRows { get; init; } = [];

    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>What a text file has for an unknown value; a workbook has an empty cell.</summary>
    public string Unknown { get; init; } = Cell.Unknown;
}

/// <summary>A line above a table: a label and its value, or a title when there is no value.</summary>
public sealed record TitleLine(string Zh, string En, string? Value = null)
{
    internal string Label => Bilingual.Of(Zh, En);
}

/// <summary>A remark below a table, in both languages.</summary>
public sealed record Note(string Zh, string En)
{
    internal string Text => Bilingual.Of(Zh, En);
}
