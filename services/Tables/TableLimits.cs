namespace Marketplace.Tables;

/// <summary>What of a file is read, and what is refused.</summary>
public sealed record TableLimits
{
    public static TableLimits Default { get; } = new();

    /// <summary>
    /// True for tables of which nothing may be overlooked: headings that are not known, cells without a heading and rows of another width
    /// than the header are then faults.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>Rows below the header.</summary>
    public int RowsMax { get; init; } = 500_000;

    public int ColumnsMax { get; init; } = 200;

    /// <summary>Characters of a cell.</summary>
    public int CellLengthMax { get; init; } = 4_000;

    /// <summary>Rows above the header, for titles.</summary>
    public int HeaderWithin { get; init; } = 50;

    /// <summary>Bytes of all else in an XLSX file when unpacked, of which the shared texts have to be held in memory.</summary>
    public long SharedTextBytesMax { get; init; } = 128L * 1024 * 1024;

    /// <summary>Bytes of all sheets of an XLSX file when unpacked.</summary>
    public long SheetBytesMax { get; init; } = 2L * 1024 * 1024 * 1024;
}
