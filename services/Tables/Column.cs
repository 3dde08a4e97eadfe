namespace Marketplace.Tables;

/// <summary>A column of a table that is written.</summary>
/// <param name="Width">In characters of the sheet's font.</param>
public sealed record Column(string Key, string HeaderZh, string HeaderEn, ColumnKind Kind = ColumnKind.Text, int Width = 16)
{
    /// <summary>As it is printed; <see cref="TableReader"/> knows it again by either language.</summary>
    public string Header => Bilingual.Of(HeaderZh, HeaderEn);
}
