namespace Marketplace.Tables;

/// <summary>What a file is read for: the headings that are looked for, and where faults and what was read are noted.</summary>
sealed class TableReading(IReadOnlyList<Heading> headings, TableFaults faults, TableOverview overview, TableLimits limits)
{
    readonly Dictionary<string, int> _names = TableHeader.Names(headings);
    TableHeader? _nearest;

    public TableFaults Faults => faults;

    public TableOverview Overview => overview;

    public TableLimits Limits => limits;

    /// <summary>Rows of data so far, of all sheets.</summary>
    public int Rows { get; set; }

    /// <summary>Whether some row held some of the headings.</summary>
    public bool IsNear => _nearest is not null;

    /// <summary>The header, when the row is one with all required headings.</summary>
    public TableHeader? HeaderIn(RawRow row)
    {
        if (row.IsEmpty)
        {
            return null;
        }

        var header = TableHeader.In(row, headings, _names);
        if (header.Found > 0 && !header.Missing.Any())
        {
            return header;
        }

        _nearest = header.Found > (_nearest?.Found ?? 0) ? header : _nearest;
        return null;
    }

    /// <summary>Says which headings are missing, by the row that holds most of them.</summary>
    public UnreadableTableException NoHeader()
    {
        var missing = _nearest is null
            ? [.. headings.Where(heading => heading.IsRequired)]
            : _nearest.Missing.Select(_nearest.HeadingOf).ToList();
        var (zh, en) = (string.Join("、", missing.Select(heading => heading.Zh)), string.Join(", ", missing.Select(heading => heading.En)));
        return new(new(
            _nearest?.Row, missing is [var only] ? only.Key : null, "header_missing",
            $"前 {limits.HeaderWithin} 行中没有完整的表头，缺少：{zh}。",
            $"No row of the first {limits.HeaderWithin} holds all headings; missing: {en}."));
    }
}
