using System.Text;

namespace Marketplace.PurchasingUnits.Sheets;

/// <summary>
/// A list in one cell: semicolons between its parts, blanks between the words of a part. A text that holds such a sign itself stands in
/// double quotes, and a quote in it is doubled.
/// </summary>
static class CellList
{
    const char Quote = '"';

    /// <summary>The text as one word of a list, in quotes where it needs them; words with single blanks between them need none.</summary>
    public static string Word(string text) =>
        text.AsSpan().ContainsAny([';', '；', Quote]) || text != text.Trim() || text.Contains("  ", StringComparison.Ordinal)
            || text.Any(sign => sign != ' ' && char.IsWhiteSpace(sign))
            ? $"{Quote}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}{Quote}"
            : text;

    /// <summary>The words of each part; parts without any are left out.</summary>
    public static IReadOnlyList<string[]> Read(string cell)
    {
        var (parts, words, word) = (new List<string[]>(), new List<string>(), new StringBuilder());
        var (isQuoted, isWord) = (false, false);
        for (var at = 0; at < cell.Length; at++)
        {
            var sign = cell[at];
            if (isQuoted)
            {
                var isDoubled = sign == Quote && at + 1 < cell.Length && cell[at + 1] == Quote;
                isQuoted = sign != Quote || isDoubled;
                word.Append(isQuoted ? sign.ToString() : "");
                at += isDoubled ? 1 : 0;
            }
            else if (sign == Quote && !isWord)
            {
                (isQuoted, isWord) = (true, true);
            }
            else if (sign is ';' or '；' || char.IsWhiteSpace(sign))
            {
                EndWord();
                EndPart(isEnd: !char.IsWhiteSpace(sign));
            }
            else
            {
                isWord = true;
                word.Append(sign);
            }
        }

        EndWord();
        EndPart(isEnd: true);
        return parts;

        void EndWord()
        {
            if (isWord)
            {
                words.Add(word.ToString());
            }

            word.Clear();
            isWord = false;
        }

        void EndPart(bool isEnd)
        {
            if (isEnd && words.Count > 0)
            {
                parts.Add([.. words]);
                words.Clear();
            }
        }
    }
}
