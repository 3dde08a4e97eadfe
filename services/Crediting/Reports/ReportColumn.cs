using Marketplace.Contracts;

namespace Marketplace.Crediting.Reports;

/// <summary>A column as an answer describes it, with all that is needed to print the answer from what it says itself.</summary>
public sealed record ReportColumn
{
    /// <summary>The member of a row that holds the cell.</summary>
    public required string Key { get; init; }

    public required BilingualText Heading { get; init; }

    public required CellKind Kind { get; init; }

    /// <summary>Whether files show it; ids and details are for programs.</summary>
    public bool IsPrinted { get; init; } = true;

    /// <summary>In a workbook, in characters.</summary>
    public int Width { get; init; } = 16;

    /// <summary>Of decimals: how many places; null for as many as are needed.</summary>
    public int? Decimals { get; init; }

    /// <summary>Of terms: what each member of the enum is called.</summary>
    public IReadOnlyDictionary<string, BilingualText>? Terms { get; init; }

    /// <summary>Of lists: the columns of an item.</summary>
    public IReadOnlyList<ReportColumn>? Items { get; init; }

    /// <summary>
    /// Of lists whose items are printed side by side: by what the first cell of an item says, its heading; null for a list that is printed
    /// in one cell.
    /// </summary>
    public IReadOnlyDictionary<string, BilingualText>? SideBySide { get; init; }
}

/// <summary>A column as a report declares it.</summary>
public sealed class ReportColumn<TRow>(ReportColumn described, Func<TRow, object?> value)
{
    Func<ReportRequest, bool> _isShown = _ => true;
    Func<ReportRequest, IReadOnlyDictionary<string, BilingualText>>? _sideBySide;

    /// <summary>The column, whatever is asked for.</summary>
    public ReportColumn Described { get; private set; } = described;

    /// <summary>The cell of a row, as <see cref="CellKind"/> wants it.</summary>
    public Func<TRow, object?> Value { get; } = value;

    /// <summary>Some requests do not show it.</summary>
    internal bool IsConditional { get; private set; }

    /// <summary>For programs only.</summary>
    public ReportColumn<TRow> NotPrinted() => With(Described with { IsPrinted = false });

    public ReportColumn<TRow> Wide(int width) => With(Described with { Width = width });

    /// <summary>Left out where a request has no use for it.</summary>
    public ReportColumn<TRow> When(Func<ReportRequest, bool> isShown)
    {
        (_isShown, IsConditional) = (isShown, true);
        return this;
    }

    /// <summary>Prints the items of a list side by side, each under the heading of what its first cell says.</summary>
    public ReportColumn<TRow> SideBySide(Func<ReportRequest, IReadOnlyDictionary<string, BilingualText>> headings)
    {
        _sideBySide = headings;
        return this;
    }

    internal bool IsShown(ReportRequest request) => _isShown(request);

    internal ReportColumn For(ReportRequest request) =>
        _sideBySide is null ? Described : Described with { SideBySide = _sideBySide(request) };

    ReportColumn<TRow> With(ReportColumn described)
    {
        Described = described;
        return this;
    }
}
