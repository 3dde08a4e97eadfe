using System.Text;

namespace Marketplace.Catalog.Domain;

/// <summary>
/// How names are searched: alike whatever their letter case, width (ＡＢ１ for AB1) or spaces. Chinese has no spaces between words, so
/// the index is by pairs of neighbouring characters: a name that contains the searched text has all pairs of it.
/// </summary>
public static class SearchText
{
    /// <summary>The form in which names and searched texts are compared.</summary>
    public static string Of(string text) => string.Concat(
        text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(character => !char.IsWhiteSpace(character)));

    /// <summary>The distinct pairs of neighbouring characters of a text in that form; none when it has fewer than two.</summary>
    public static IReadOnlyList<string> Pairs(string searchText)
    {
        // By whole code points: half of a surrogate pair is no text, and databases refuse it.
        Rune[] runes = [.. searchText.EnumerateRunes()];
        var pairs = runes.Zip(runes.Skip(1), (left, right) => $"{left}{right}");
        return [.. pairs.Distinct(StringComparer.Ordinal)];
    }
}
