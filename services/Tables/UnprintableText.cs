using System.Globalization;
using System.Text;

namespace Marketplace.Tables;

/// <summary>Finds characters that people don't see, that make a text read as another, or that some program has lost.</summary>
static class UnprintableText
{
    const int ReplacementCharacter = 0xFFFD;
    const int SoftHyphen = 0xAD;

    /// <summary>What is wrong, to stand behind the heading; null when the text is sound.</summary>
    /// <param name="isNumber">For numbers and codes, of which joiners and variants are no part.</param>
    public static (string Zh, string En)? In(string text, bool isNumber)
    {
        // As nearly every text is.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            return IsLost(text) ? Lost : null;
        }

        var at = 0;
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done)
            {
                return ("含有半个字符，请重新填写。", "holds half a character: type it again.");
            }

            at += length;
            if (FaultOf(rune, isNumber) is { } fault)
            {
                return fault;
            }
        }

        return IsLost(text) ? Lost : null;
    }

    static (string Zh, string En) Lost => (
        "的文字已被损坏（编码转换时丢失），请重新填写。", "was lost when some program converted the text: type it again.");

    static (string Zh, string En)? FaultOf(Rune rune, bool isNumber) => rune.Value switch
    {
        '\n' or '\r' or '\t' when !isNumber => null,
        ReplacementCharacter => Lost,
        // Variants of rare characters belong to names, joiners to some scripts of the west.
        (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x200C or 0x200D or 0x180E or (>= 0x180B and <= 0x180D) =>
            isNumber ? Invisible(rune) : null,
        (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x061C => (
            $"含有改变文字方向的字符 U+{rune.Value:X4}，请删除。", $"holds U+{rune.Value:X4}, which changes the direction of text: remove it."),
        SoftHyphen or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 => Invisible(rune),
        _ when (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF => (
            $"含有不是字符的编码 U+{rune.Value:X4}，请删除。", $"holds U+{rune.Value:X4}, which is no character: remove it."),
        _ => Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control => (
                $"含有无法显示的控制字符 U+{rune.Value:X4}，请删除。", $"holds the control character U+{rune.Value:X4}: remove it."),
            UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Invisible(rune),
            UnicodeCategory.PrivateUse => (
                $"含有自造字 U+{rune.Value:X4}，他人无法显示，请改用通用字。",
                $"holds U+{rune.Value:X4}, a character of somebody's own that others can't see: use one that all know."),
            _ => null,
        },
    };

    static (string Zh, string En) Invisible(Rune rune) => (
        $"含有看不见的字符 U+{rune.Value:X4}，请删除。", $"holds the invisible character U+{rune.Value:X4}: remove it.");

    // What programs write for what they could not convert.
    static bool IsLost(string text) => text.Contains("??", StringComparison.Ordinal) || text.Contains("锟斤拷", StringComparison.Ordinal)
        || text.Contains("烫烫烫", StringComparison.Ordinal) || text.Contains("\u00EF\u00BB\u00BF", StringComparison.Ordinal);
}
