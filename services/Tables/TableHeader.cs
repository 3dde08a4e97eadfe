namespace Marketplace.Tables;

/// <summary>Which heading is in which column of a file.</summary>
sealed class TableHeader
{
    readonly Dictionary<string, int> _indexes = new(StringComparer.Ordinal);
    readonly IReadOnlyList<Heading> _headings;
    readonly int[] _columns;
    readonly int[] _required;
    readonly bool[] _isNamed;
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

        _required = [.. columns.Where((column, index) => column >= 0 && headings[index].IsRequired)];
        _isNamed = [.. row.Cells.Select((cell, column) => columns.Contains(column) || !string.IsNullOrWhiteSpace(cell.Text))];
    }

    /// <summary>The row that holds the headings.</summary>
    public int Row => _row.Number;

    /// <summary>Cells of the header that are no heading.</summary>
    public IEnumerable<string> Unknown => _row.Cells
        .Where((cell, column) => !string.IsNullOrWhiteSpace(cell.Text) && !_columns.Contains(column)
            && !FaultColumn.IsHeading(cell.Text))
        .Select(cell => cell.Text.Trim());

    public IEnumerable<string> Missing => _headings
        .Where((heading, index) => heading.IsRequired && _columns[index] < 0)
        .Select(heading => heading.Key);

    public int Found => _columns.Count(column => column >= 0);

    public int RequiredCount => _required.Length;

    /// <summary>The columns of the file whose rows are added up.</summary>
    public IEnumerable<int> Summed => _columns.Where((column, index) => column >= 0 && _headings[index].IsSummed);

    /// <exception cref="ArgumentException">No heading has this key.</exception>
    public int IndexOf(string key) => _indexes.TryGetValue(key, out var index)
        ? index
        : throw new ArgumentException($"No heading has the key {key}.");

    public Heading HeadingOf(string key) => _headings[IndexOf(key)];

    /// <summary>The heading of a column of the file.</summary>
    public Heading HeadingAt(int column) => _headings[Array.IndexOf(_columns, column)];

    /// <summary>The heading of a column whose rows are added up; null for others.</summary>
    public Heading? SummedAt(int column) =>
        Array.IndexOf(_columns, column) is >= 0 and var index && _headings[index].IsSummed ? _headings[index] : null;

    public bool Has(string key) => _columns[IndexOf(key)] >= 0;

    /// <summary>How many cells of the row are empty that must not be.</summary>
    public int MissingIn(RawRow row)
    {
        var missing = 0;
        foreach (var column in _required)
        {
            var cell = row[column];
            missing += cell.Flaw == CellFlaw.None && string.IsNullOrWhiteSpace(cell.Text) ? 1 : 0;
        }

        return missing;
    }

    /// <summary>Whether the row repeats at least half of the required headings.</summary>
    public bool IsRepeatedBy(RawRow row)
    {
        var same = 0;
        foreach (var column in _required)
        {
            same += row[column].Text == _row[column].Text ? 1 : 0;
        }

        return same > 0 && same * 2 >= _required.Length;
    }

    /// <summary>The columns without a heading in which the row holds something.</summary>
    public IEnumerable<int> UnnamedIn(RawRow row)
    {
        for (var column = 0; column < row.Cells.Count; column++)
        {
            if ((column >= _isNamed.Length || !_isNamed[column]) && !string.IsNullOrWhiteSpace(row.Cells[column].Text))
            {
                yield return column;
            }
        }
    }

    /// <summary>Whether a row of a text file is longer than its header, so that its cells may stand below the wrong headings.</summary>
    public bool IsExceededBy(RawRow row) => row.Width > _row.Width && UnnamedIn(row).Any(column => column >= _row.Width);

    public RawCell[] CellsOf(RawRow row)
    {
        var cells = new RawCell[_columns.Length];
        for (var index = 0; index < cells.Length; index++)
        {
            cells[index] = row[_columns[index]];
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
