namespace Marketplace.Tables;

/// <summary>Which heading is in which column of a file.</summary>
sealed class TableHeader
{
    readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    readonly IReadOnlyList<Heading> _headings;
    readonly int[] _columns;
    readonly RawRow _row;

    TableHeader(IReadOnlyList<Heading> headings, RawRow row, int[] columns)
    {
        _headings = headings;
        _columns = columns;
        _row = row;
        foreach (var (index, heading) in headings.Index())
        {
            _indexes.Add(heading.Key, index);
        }
    }

    /// <summary>The row that holds the headings.</summary>
    public int Row => _row.Number;

    /// <summary>Cells of the header that are no heading.</summary>
    public IEnumerable<string> Unknown => _row.Cells
        .Where((cell, column) => !string.IsNullOrWhiteSpace(cell.Text) && !_columns.Contains(column))
        .Select(cell => cell.Text.Trim());

    public IEnumerable<string> Missing => _headings
        .Where((heading, index) => heading.IsRequired && _columns[index] < 0)
        .Select(heading => heading.Key);

    public int Found => _columns.Count(column => column >= 0);

    /// <exception cref="ArgumentException">No heading has this key.</exception>
    public int IndexOf(string key) => _indexes.TryGetValue(key, out var index)
        ? index
        : throw new ArgumentException($"No heading has the key {key}.");

    public Heading HeadingOf(string key) => _headings[IndexOf(key)];

    public bool Has(string key) => _columns[IndexOf(key)] >= 0;

    /// <summary>Whether each cell of the row stands below a heading.</summary>
    public bool Fits(RawRow row) => row.Width == _row.Width
        && row.Cells.Index().All(cell => string.IsNullOrWhiteSpace(cell.Item.Text) || _columns.Contains(cell.Index));

    public RawCell[] CellsOf(RawRow row)
    {
        var cells = new RawCell[_columns.Length];
        for (var index = 0; index < cells.Length; index++)
        {
            var column = _columns[index];
            cells[index] = column >= 0 && column < row.Cells.Count ? row.Cells[column] : RawCell.Empty;
        }

        return cells;
    }

    /// <summary>The headings as a row has them; a heading that is there twice is an error only when the row is the header.</summary>
    public static TableHeader In(RawRow row, IReadOnlyList<Heading> headings, Dictionary<string, int> names)
    {
        var columns = Enumerable.Repeat(-1, headings.Count).ToArray();
        Heading? twice = null;
        foreach (var (column, cell) in row.Cells.Index())
        {
            if (names.TryGetValue(LenientFormats.Bare(cell.Text).Trim('*'), out var index))
            {
                twice = columns[index] >= 0 ? headings[index] : twice;
                columns[index] = columns[index] >= 0 ? columns[index] : column;
            }
        }

        var header = new TableHeader(headings, row, columns);
        return twice is null || header.Missing.Any()
            ? header
            : throw new UnreadableTableException(new(
                row.Number, twice.Key, "column_twice",
                $"表头中“{twice.Zh}”出现了两次，请只保留一列。", $"The header has {twice.En} twice: keep one of them."));
    }

    /// <summary>Each way in which a heading may be written, and which heading it is.</summary>
    public static Dictionary<string, int> Names(IReadOnlyList<Heading> headings)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, heading) in headings.Index())
        {
            foreach (var name in heading.Names.Select(LenientFormats.Bare).Append(LenientFormats.Bare(heading.Key)).Distinct().ToList())
            {
                if (!names.TryAdd(name, index) && names[name] != index)
                {
                    throw new ArgumentException($"{headings[names[name]].Key} and {heading.Key} are both called {name}.");
                }
            }
        }

        foreach (var (index, heading) in headings.Index())
        {
            foreach (var (first, second) in from first in heading.Names from second in heading.Names select (first, second))
            {
                names.TryAdd(LenientFormats.Bare(first + second), index);
            }
        }

        return names;
    }
}
