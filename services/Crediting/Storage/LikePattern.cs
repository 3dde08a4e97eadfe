namespace Marketplace.Crediting.Storage;

/// <summary>Patterns for LIKE … ESCAPE '\' in SQL that is written by hand.</summary>
static class LikePattern
{
    /// <summary>Matches what contains the text; "%" and "_" in it stand for themselves.</summary>
    public static string Containing(string text) => "%"
        + text.Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal)
        + "%";
}
