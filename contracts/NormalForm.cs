using System.Globalization;
using System.Text;

namespace Marketplace.Contracts;

/// <summary>
/// One paper, one spelling (CR-22): numbers, codes and names are kept as they were typed and compared in this form. Width, case, blanks and
/// invisible characters make no difference, and brackets, dashes, middle dots and quotes are each of one kind.
/// </summary>
public static class NormalForm
{
    /// <summary>The form in which a number, code or name is compared; not to be shown.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsPlain(text))
        {
            return text;
        }

        var form = new StringBuilder(text.Length);
        Span<char> chars = stackalloc char[2];
        foreach (var rune in Whole(text).Normalize(NormalizationForm.FormKC).EnumerateRunes())
        {
            if (!IsInvisible(rune))
            {
                form.Append(chars[..Rune.ToUpperInvariant(new Rune(Plain(rune.Value))).EncodeToUtf16(chars)]);
            }
        }

        return form.ToString();
    }

    /// <summary>Whether two texts stand for the same number, code or name.</summary>
    public static bool AreSame(string one, string other) => Of(one) == Of(other);

    // As most numbers and names are written.
    static bool IsPlain(string text)
    {
        foreach (var sign in text)
        {
            if (!char.IsAsciiDigit(sign) && !char.IsAsciiLetterUpper(sign) && sign != '-' && sign is < '\u4E00' or > '\u9FA5')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Half a character stands for nothing, and must not keep the rest from being compared.</summary>
    static string Whole(string text) => text.Any(char.IsSurrogate)
        ? string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()))
        : text;

    static bool IsInvisible(Rune rune) => Rune.IsWhiteSpace(rune)
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x034F or 0x115F or 0x1160 or 0x3164
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format;

    static int Plain(int sign) => sign switch
    {
        '[' or '{' or '〔' or '【' or '〖' or '「' or '『' or '〈' or '《' => '(',
        ']' or '}' or '〕' or '】' or '〗' or '」' or '』' or '〉' or '》' => ')',
        (>= 0x2010 and <= 0x2015) or 0x2212 or 0x2E3A or 0x2E3B or 0xFE58 => '-',
        0x2022 or 0x2027 or 0x2219 or 0x22C5 or 0x30FB or 0x25CF or 0x2E31 => 0xB7,
        0x201C or 0x201D or 0x201E or 0x2033 => '"',
        0x2018 or 0x2019 or 0x201A or 0x2032 or 0x60 => '\'',
        0x2044 or 0x2215 => '/',
        0x301C or 0x223C => '~',
        _ => sign,
    };
}
