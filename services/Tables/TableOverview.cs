namespace Marketplace.Tables;

/// <summary>The kinds of file that are read.</summary>
public enum TableFileKind
{
    Csv = 1,
    Xlsx = 2,
    Xls = 3,
}

/// <summary>What was read of a file, and what was not and why: nothing is left out in silence.</summary>
public sealed class TableOverview
{
    // Enough to look at; further ones are counted.
    const int IgnoredMax = 200;

    readonly List<SheetOverview> _sheets = [];
    readonly List<IgnoredRow> _ignored = [];

    /// <summary>By what is in the file, not by its name; null when it is none of them.</summary>
    public TableFileKind? Kind { get; internal set; }

    /// <summary>Of a text file, such as "UTF-8" or "GB 18030"; null for a workbook.</summary>
    public string? Encoding { get; internal set; }

    /// <summary>Of a text file: comma, tab or semicolon; null for a workbook.</summary>
    public string? Delimiter { get; internal set; }

    /// <summary>All sheets, also those that were not read; one for a text file.</summary>
    public IReadOnlyList<SheetOverview> Sheets => _sheets;

    /// <summary>Rows that are no data, such as totals and notes; the first of them.</summary>
    public IReadOnlyList<IgnoredRow> IgnoredRows => _ignored;

    /// <summary>All rows that are no data; empty ones are not counted.</summary>
    public int IgnoredRowCount { get; private set; }

    /// <summary>Notes a row that is passed over.</summary>
    public void Ignore(string? sheet, int row, string code, string zh, string en)
    {
        IgnoredRowCount++;
        if (_ignored.Count < IgnoredMax)
        {
            _ignored.Add(new(sheet, row, code, zh, en));
        }
    }

    internal SheetOverview Add(string? sheet)
    {
        var overview = new SheetOverview { Name = sheet, Number = _sheets.Count + 1 };
        _sheets.Add(overview);
        return overview;
    }
}

/// <summary>A sheet, and whether it was read.</summary>
public sealed class SheetOverview
{
    /// <summary>Null for a text file.</summary>
    public string? Name { get; internal init; }

    /// <summary>In the order of the workbook, from 1.</summary>
    public int Number { get; internal init; }

    public bool IsRead { get; internal set; }

    /// <summary>Why it was not read, in Chinese; null when it was.</summary>
    public string? ReasonZh { get; private set; }

    /// <summary>Why it was not read, in English; null when it was.</summary>
    public string? ReasonEn { get; private set; }

    /// <summary>The row with the headings, as the spreadsheet counts; null when there is none.</summary>
    public int? HeaderRow { get; internal set; }

    /// <summary>Rows of data below it.</summary>
    public int Rows { get; internal set; }

    /// <summary>Rows of data among them that people do not see, since they are hidden or filtered out; they are read too.</summary>
    public int HiddenRows { get; internal set; }

    /// <summary>Cells that were merged over several rows and count for each of these, such as "B2:B4"; the first of them.</summary>
    public IReadOnlyList<string> MergedCells { get; internal set; } = [];

    /// <summary>Columns whose heading nobody asked for, and columns without heading in which something stands, such as "F".</summary>
    public IReadOnlyList<string> UnknownColumns { get; internal set; } = [];

    internal void NotRead(string zh, string en) => (ReasonZh, ReasonEn) = (zh, en);
}

/// <summary>A row that is no data.</summary>
/// <param name="Sheet">Null for a text file.</param>
/// <param name="Row">As the spreadsheet counts.</param>
/// <param name="Code">Such as "total_row".</param>
public sealed record IgnoredRow(string? Sheet, int Row, string Code, string Zh, string En);
