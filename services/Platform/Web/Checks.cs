using System.Globalization;
using System.Numerics;
using System.Text;

namespace Marketplace.Platform.Web;

/// <summary>Collects the faults of a request, so that the caller learns all of them at once.</summary>
public sealed class Checks
{
    /// <summary>The code of an id that is the system's own.</summary>
    public const string IdReserved = "id_reserved";

    /// <summary>The code of a text that holds what nobody can read.</summary>
    internal const string TextUnreadable = "text_unreadable";

    const int DerivedVersion = 8;

    // A caller who sends 500 bad lines is helped by the first of them.
    const int FaultsMax = 50;

    /// <summary>What is said of such a text.</summary>
    internal static readonly (string Zh, string En) Unreadable = (
        "含有控制字符、文字方向控制符或不完整的字符，请删除。",
        "It holds control characters, marks that change the direction of text, or broken characters; remove them.");

    readonly List<CheckFault> _faults = [];
    string _within = "";

    /// <summary>What was found so far, in order.</summary>
    public IReadOnlyList<CheckFault> Faults => _faults;

    /// <summary>The general case: a fault unless the condition holds.</summary>
    public void That(bool condition, string field, string code, string zh, string en)
    {
        if (!condition && _faults.Count < FaultsMax)
        {
            _faults.Add(new CheckFault(_within + field, code, zh, en));
        }
    }

    /// <summary>
    /// Text of 1 to <paramref name="max"/> characters that people can read: not blank, no control characters, no broken Unicode.
    /// </summary>
    public void Text(string? value, string field, int max)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            That(false, field, "text_blank", "不能为空白。", "It must not be blank.");
            return;
        }

        That(value.Length <= max, field, "text_too_long", $"最多 {max} 个字符。", $"It has at most {max} characters.");
        Readable(value, field);
    }

    /// <summary>Text of any length, also none, that people can read (<see cref="IsReadable"/>).</summary>
    public void Readable(string value, string field)
    {
        if (!IsReadable(value))
        {
            That(false, field, TextUnreadable, Unreadable.Zh, Unreadable.En);
        }
    }

    /// <summary>As <see cref="Text"/>, but may be absent.</summary>
    public void TextOrNone(string? value, string field, int max)
    {
        if (value is not null)
        {
            Text(value, field, max);
        }
    }

    /// <summary>A code or number as printed on papers: letters, digits, and - _ . / only.</summary>
    public void Code(string? value, string field, int max)
    {
        var fits = !string.IsNullOrEmpty(value)
            && value.Length <= max
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '/');
        That(
            fits, field, "code_invalid", $"须为 1 至 {max} 位字母、数字或 - _ . /。", $"It must be 1 to {max} letters, digits or - _ . / characters.");
    }

    /// <summary>So many of them, both bounds included; what they are is told in both languages.</summary>
    public void Count(int count, int min, int max, string field, string zh, string en) =>
        That(count >= min && count <= max, field, "count_out_of_range", $"须有 {min} 至 {max} 个{zh}。", $"There must be {min} to {max} {en}.");

    /// <summary>A number within bounds, both included.</summary>
    public void Range<T>(T value, T min, T max, string field)
        where T : INumber<T>
    {
        if (value < min || value > max)
        {
            var (low, high) = (min.ToString("G", CultureInfo.InvariantCulture), max.ToString("G", CultureInfo.InvariantCulture));
            That(false, field, "out_of_range", $"须在 {low} 与 {high} 之间。", $"It must be between {low} and {high}.");
        }
    }

    /// <summary>A day within bounds, both included.</summary>
    public void Day(DateOnly value, DateOnly min, DateOnly max, string field) =>
        That(
            value >= min && value <= max,
            field,
            "day_out_of_range",
            string.Create(CultureInfo.InvariantCulture, $"日期须在 {min:yyyy-MM-dd} 与 {max:yyyy-MM-dd} 之间。"),
            string.Create(CultureInfo.InvariantCulture, $"The day must be between {min:yyyy-MM-dd} and {max:yyyy-MM-dd}."));

    /// <summary>A period that does not end before it begins; an absent end is open.</summary>
    public void Period(DateOnly from, DateOnly? until, string untilField) =>
        That(until is null || until >= from, untilField, "period_reversed", "结束日期不能早于开始日期。", "The end must not be before the beginning.");

    /// <summary>Days that do not end before they begin, so many at most, both the first and the last counted.</summary>
    public void Period(DateOnly from, DateOnly until, string untilField, int daysMax)
    {
        Period(from, until, untilField);
        That(
            until.DayNumber - from.DayNumber < daysMax, untilField, "period_too_long", $"一次最多 {daysMax} 天。", $"{daysMax} days at most.");
    }

    /// <summary>An id that is not empty.</summary>
    public void NotEmpty(Guid value, string field) =>
        That(value != Guid.Empty, field, "id_empty", "标识不能全为零。", "The id must not be all zeros.");

    /// <summary>
    /// An id that the caller makes for something new. Those of version 8 are the system's: it derives them from what they stand for, so
    /// that whoever could choose one would take the place of what is yet to be made.
    /// </summary>
    public void NewId(Guid value, string field)
    {
        NotEmpty(value, field);
        That(
            value.Version != DerivedVersion, field, IdReserved,
            "第 8 版 UUID 由系统自用；请自行生成随机或按时间排序的标识（UUID 第 4 或第 7 版）。",
            "Ids of version 8 are the system's own; make a random or time-ordered one (UUID version 4 or 7).");
    }

    /// <summary>No value twice; the first repeated one is reported.</summary>
    public void Distinct<T>(IEnumerable<T> values, string field)
    {
        var seen = new HashSet<T>();
        foreach (var value in values)
        {
            if (!seen.Add(value))
            {
                That(false, field, "repeated", $"“{value}”出现了不止一次。", $"\"{value}\" occurs more than once.");
                return;
            }
        }
    }

    /// <summary>Checks a part of the request; its faults are reported as "dock.address".</summary>
    public void Within(string field, Action<Checks> check)
    {
        var outer = _within;
        _within = $"{outer}{field}.";
        check(this);
        _within = outer;
    }

    /// <summary>Checks the parts of a list; their faults are reported as "lines[2].quantity".</summary>
    public void Each<T>(IReadOnlyList<T> items, string field, Action<T, Checks> check)
    {
        var outer = _within;
        for (var i = 0; i < items.Count && _faults.Count < FaultsMax; i++)
        {
            _within = string.Create(CultureInfo.InvariantCulture, $"{outer}{field}[{i}].");
            check(items[i], this);
        }

        _within = outer;
    }

    /// <summary>
    /// Whether people can read the text: it holds no control characters, no marks that turn text around, and no broken Unicode.
    /// </summary>
    public static bool IsReadable(string value)
    {
        foreach (var rune in value.EnumerateRunes())
        {
            // A lone surrogate is enumerated as U+FFFD, which no keyboard types either. Zero-width joiners (U+200C, U+200D) belong to
            // some scripts and stay; U+202A to U+202E and U+2066 to U+2069 turn the text around and can make it read as another.
            if (Rune.IsControl(rune)
                || rune.Value is 0xFFFD or 0xFEFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069)
                || (rune.Value & 0xFFFE) == 0xFFFE
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.PrivateUse)
            {
                return false;
            }
        }

        return true;
    }
}
