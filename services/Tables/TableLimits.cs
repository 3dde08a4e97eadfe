namespace Marketplace.Tables;

/// <summary>What of a file is read, and what is refused.</summary>
public sealed record TableLimits
{
    /// <summary>
    /// Bytes of a file as it is sent: what every endpoint that takes a table takes, what the interface documents say, and what the edge
    /// lets through.
    /// </summary>
    public const long FileBytesMax = 64 * 1024 * 1024;

    /// <summary>Bytes of a file up to which an import is answered directly; a larger one becomes a job (decision 54).</summary>
    public const long DirectBytesMax = 8 * 1024 * 1024;

    public static TableLimits Default { get; } = new();

    /// <summary>
    /// True for tables of which nothing may be overlooked: headings that are not known and cells without a heading are then faults;
    /// otherwise they are named in the overview.
    /// </summary>
    public bool IsStrict { get; init; }

    /// <summary>Rows below the headers of all sheets.</summary>
    public int RowsMax { get; init; } = 500_000;

    public int ColumnsMax { get; init; } = 200;

    /// <summary>Characters of a cell.</summary>
    public int CellLengthMax { get; init; } = 4_000;

    /// <summary>Rows above the header, for titles.</summary>
    public int HeaderWithin { get; init; } = 50;

    /// <summary>Sheets of a workbook.</summary>
    public int SheetsMax { get; init; } = 64;

    /// <summary>Bytes of all parts of an XLSX file when unpacked.</summary>
    public long UnpackedBytesMax { get; init; } = 512L * 1024 * 1024;

    /// <summary>Bytes of the shared texts of an XLSX file when unpacked, which have to be held in memory.</summary>
    public long SharedTextBytesMax { get; init; } = 96L * 1024 * 1024;

    /// <summary>
    /// How many times its own size an XLSX file may unpack to, once it is more than <see cref="UnpackedBytesFree"/>: tables come to some
    /// thirty times.
    /// </summary>
    public int UnpackedRatioMax { get; init; } = 150;

    /// <summary>Bytes that are unpacked whatever the ratio.</summary>
    public long UnpackedBytesFree { get; init; } = 32L * 1024 * 1024;
}
