namespace Marketplace.Tables;

/// <summary>The column that a file comes back with: per row what to do. It is passed over when the file is sent again.</summary>
static class FaultColumn
{
    public static readonly Column Column = new("importFaults", "导入问题", "Import faults", Width: 60);

    static readonly HashSet<string> Names =
        [.. new[] { Column.HeaderZh, Column.HeaderEn, Column.Header }.Select(LenientFormats.Bare)];

    public static bool IsHeading(string text) => Names.Contains(LenientFormats.Bare(text));
}
