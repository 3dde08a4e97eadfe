namespace Marketplace.Tables;

/// <summary>Keeps a text from being taken for a formula by a spreadsheet that opens the file.</summary>
static class CellText
{
    const char Mark = '\'';

    /// <summary>
    /// Puts an apostrophe before a text that would begin a formula, and before one that <see cref="Restored"/> would change.
    /// </summary>
    public static string Neutralised(string text) => IsFormula(text.AsSpan().TrimStart(Mark)) ? Mark + text : text;

    /// <summary>The text that <see cref="Neutralised"/> was given.</summary>
    public static string Restored(string text) =>
        text.Length > 0 && text[0] == Mark && IsFormula(text.AsSpan().TrimStart(Mark)) ? text[1..] : text;

    // Full-width signs are turned into formulas by some input methods; tab and line end are dropped by some programs before they look.
    static bool IsFormula(ReadOnlySpan<char> text)
    {
        text = text.TrimStart();
        return text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠' or '\t' or '\r';
    }
}
