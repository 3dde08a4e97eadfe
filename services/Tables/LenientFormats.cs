using System.Globalization;
using System.Text.RegularExpressions;

namespace Marketplace.Tables;

/// <summary>Understands numbers, money and days as people write them.</summary>
public static partial class LenientFormats
{
    // yyyyMMdd is tried last, so that it can't take the beginning of something else.
    static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日", "yyyyMMdd"];

    static readonly string[] Times = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF"];

    // What spreadsheets make of a time without a day.
    const string SpreadsheetDay = "1899-12-30 ";

    const int FirstYear = 1900;
    const int Digits = 20;

    // The days of which spreadsheets count these numbers are in the years 1982 to 2064.
    const int SerialMin = 30_000;
    const int SerialMax = 60_000;

    /// <summary>What is larger is no amount, and is not added up.</summary>
    internal const decimal SumMax = 1_000_000_000_000_000m;

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
        // As most amounts are written.
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out yuan) && text.Length < Digits
            && text[0] != '.' && text[^1] != '.')
        {
            return true;
        }

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

    /// <summary>A time of the day such as "6:00" or "06:00:30"; a day before it, which spreadsheets add, is passed over.</summary>
    public static bool Time(string written, out TimeOnly time)
    {
        var text = string.Concat(Map(written, static sign => sign is >= '！' and <= '～' ? (char)(sign - 0xFEE0) : sign)).Trim();
        return TimeOnly.TryParseExact(
            text.Length > SpreadsheetDay.Length && text.StartsWith(SpreadsheetDay, StringComparison.Ordinal)
                ? text[SpreadsheetDay.Length..]
                : text,
            Times, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    /// <summary>Why a text is no day, to stand behind it.</summary>
    internal static (string Zh, string En) NoDay(string written)
    {
        var bare = Bare(written);
        return int.TryParse(bare, NumberStyles.None, CultureInfo.InvariantCulture, out var serial) && serial is >= SerialMin and < SerialMax
                ? ("是表格软件的日期序号，请把单元格设为日期格式", "is the number by which spreadsheets count days, format the cell as a date")
            : YearLastForm().IsMatch(bare) ? ("分不清月和日", "does not tell day and month apart")
            : ShortYearForm().IsMatch(bare) ? ("的年份不足四位", "has no year of four digits")
            : MonthForm().IsMatch(bare) ? ("没有写明哪一日", "names a month and no day")
            : ("不是日期", "is not a day");
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

    [GeneratedRegex(@"^[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")]
    private static partial Regex YearLastForm();

    [GeneratedRegex(@"^[0-9]{1,2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?\z")]
    private static partial Regex ShortYearForm();

    [GeneratedRegex(@"^[0-9]{4}(?:[-/.年][0-9]{1,2}月?|[0-9]{2})\z")]
    private static partial Regex MonthForm();

    [GeneratedRegex(@"[ T][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\z")]
    private static partial Regex TimeForm();
}
