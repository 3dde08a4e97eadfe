using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Tables;

/// <summary>Understands numbers, money and days as people write them.</summary>
public static partial class LenientFormats
{
    // yyyyMMdd is tried last, so that it can't take the beginning of something else.
    static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    const int FirstYear = 1900;

    /// <summary>Full-width digits, letters and spaces become plain ones; Chinese punctuation stays.</summary>
    public static string Plain(string text) => Map(text, static sign => sign switch
    {
        (>= '０' and <= '９') or (>= 'Ａ' and <= 'Ｚ') or (>= 'ａ' and <= 'ｚ') => (char)(sign - 0xFEE0),
        '\u3000' or '\u00A0' or '\u2007' or '\u202F' => ' ',
        _ => sign,
    }).Trim();

    /// <summary>A header or number without what makes no difference: full width, white space, case.</summary>
    public static string Bare(string text) => string.Concat(
        Map(text, static sign => sign is >= '！' and <= '～' ? (char)(sign - 0xFEE0) : sign == '\u2212' ? '-' : char.ToLowerInvariant(sign))
            .Where(static sign => !char.IsWhiteSpace(sign) && sign is not '\uFEFF' and not '\u200B'));

    /// <summary>A number with or without thousands.</summary>
    public static bool Number(string text, out decimal number)
    {
        number = 0;
        var bare = Bare(text);
        return NumberForm().IsMatch(bare)
            && decimal.TryParse(bare, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands,
                CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A percentage with or without its sign.</summary>
    public static bool Percent(string text, out decimal percent) => Number(Bare(text) is [.. var number, '%'] ? number : text, out percent);

    /// <summary>Yuan with or without sign or word of the currency.</summary>
    public static bool Yuan(string text, out decimal yuan)
    {
        var money = MoneyForm().Match(Bare(text));
        yuan = 0;
        return money.Success && Number(money.Groups[1].Value + money.Groups[2].Value + money.Groups[3].Value, out yuan);
    }

    /// <summary>A day in one of its spellings, from the year 1900 on; a time of the day behind it is passed over.</summary>
    public static bool Day(string written, out DateOnly day)
    {
        var plain = string.Concat(Map(written, static sign => sign is >= '！' and <= '～' ? (char)(sign - 0xFEE0) : sign)).Trim();
        plain = plain.Contains('年', StringComparison.Ordinal) ? ChineseGap().Replace(plain, "$1") : plain;
        // A time of the day is allowed and says nothing about the day; a time with a zone might.
        var time = TimeForm().Match(plain);
        var text = time.Success ? plain[..time.Index] : plain;
        return DateOnly.TryParseExact(text, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day.Year >= FirstYear;
    }

    static string Map(string text, Func<char, char> map) => string.Create(text.Length, (text, map), static (into, from) =>
    {
        for (var index = 0; index < into.Length; index++)
        {
            into[index] = from.map(from.text[index]);
        }
    });

    [GeneratedRegex(@"^[+-]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?\z")]
    private static partial Regex NumberForm();

    [GeneratedRegex(@"^([+-]?)(?:人民币|rmb|cny)?[￥¥]?([+-]?)([0-9,.]+)(?:元整?)?\z")]
    private static partial Regex MoneyForm();

    [GeneratedRegex(@"\s*([年月日])\s*(?![0-9]+:)")]
    private static partial Regex ChineseGap();

    [GeneratedRegex(@"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\z")]
    private static partial Regex TimeForm();
}
