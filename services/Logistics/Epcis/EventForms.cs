using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Marketplace.Platform.Web;

namespace Marketplace.Logistics.Epcis;

/// <summary>The forms of values in events: what is wrong is noted at its place, in JSON path notation without "$.".</summary>
static partial class EventForms
{
    /// <summary>Longest URI that is taken; longer ones are no identifiers of anything.</summary>
    public const int UriLengthMax = 500;

    static readonly string[] SpellingsOfWords = ["urn:epcglobal:cbv", "http://ns.gs1.org/cbv/", "https://ns.gs1.org/cbv/"];

    /// <summary>Whether it is an absolute URI in ASCII.</summary>
    public static bool IsUri(string text) => text.Length <= UriLengthMax && AbsoluteUri().IsMatch(text);

    /// <summary>Reads a time with its offset.</summary>
    public static bool TryTime(string text, out DateTimeOffset time)
    {
        time = default;
        return TimeWithOffset().IsMatch(text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    extension(Checks check)
    {
        public void Missing(string path, string name) => check.That(
            false, path, "field_missing", $"缺少 {name}。", $"{name} is missing.");

        public void Uri(JsonElement value, string path) => check.That(
            value.ValueKind == JsonValueKind.String && IsUri(value.GetString()!), path, "not_a_uri",
            $"须为完整的 URI（至多 {UriLengthMax} 个字符）。", $"It must be an absolute URI of at most {UriLengthMax} characters.");

        public void Time(JsonElement value, string path) => check.That(
            value.ValueKind == JsonValueKind.String && TryTime(value.GetString()!, out _), path, "not_a_time",
            "须为带时区的时间，如 2026-11-20T09:30:00.000+08:00。", "It must be a time with its offset, such as 2026-11-20T09:30:00.000+08:00.");

        public void Offset(JsonElement value, string path) => check.That(
            value.ValueKind == JsonValueKind.String && ZoneOffset().IsMatch(value.GetString()!), path, "not_an_offset",
            "须为时区偏移，如 +08:00。", "It must be an offset such as +08:00.");

        public void Number(JsonElement value, string path) => check.That(
            value.ValueKind == JsonValueKind.Number, path, "not_a_number", "须为数字（不加引号）。", "It must be a number, without quotes.");

        public void Words(JsonElement value, string path) => check.That(
            value.ValueKind == JsonValueKind.String, path, "not_a_text", "须为文本。", "It must be a text.");

        public void Truth(JsonElement value, string path) => check.That(
            value.ValueKind is JsonValueKind.True or JsonValueKind.False, path, "not_a_boolean", "须为 true 或 false。",
            "It must be true or false.");

        public void HexBinary(JsonElement value, string path) => check.That(
            value.ValueKind == JsonValueKind.String && Hexadecimal().IsMatch(value.GetString()!), path, "not_hexadecimal",
            "须为十六进制数字。", "It must be hexadecimal digits.");

        public void UnitOfMeasure(JsonElement value, string path) => check.That(
            value.ValueKind == JsonValueKind.String && UnitCode().IsMatch(value.GetString()!), path, "not_a_unit",
            "须为 UN/CEFACT 第 20 号建议书的计量单位代码，如 KGM。", "It must be a code of UN/CEFACT Recommendation 20, such as KGM.");

        public void Version(JsonElement value, string path) => check.That(
            value.ValueKind == JsonValueKind.String && VersionTwo().IsMatch(value.GetString()!), path, "version_unsupported",
            "只接受 2.x 版，如 \"2.0\"。", "Version 2 is taken, such as \"2.0\".");

        /// <summary>A word of the vocabulary without its namespace, or a URI of another one.</summary>
        public void Word(JsonElement value, string path, IReadOnlySet<string> words)
        {
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
            if (words.Contains(text) || (IsUri(text) && !SpellingsOfWords.Any(one => text.StartsWith(one, StringComparison.Ordinal))))
            {
                return;
            }

            var bare = Cbv.Bare(text);
            check.That(
                false, path, "word_unknown",
                words.Contains(bare) ? $"请写成 {bare}。" : "须为 CBV 2.0 的词汇，或其他词汇表的 URI。",
                words.Contains(bare) ? $"Write {bare}." : "It must be a word of CBV 2.0, or a URI of another vocabulary.");
        }

        /// <summary>An object; false when it is none, which is noted.</summary>
        public bool Object(JsonElement value, string path)
        {
            check.That(value.ValueKind == JsonValueKind.Object, path, "not_an_object", "须为对象 { }。", "It must be an object { }.");
            return value.ValueKind == JsonValueKind.Object;
        }

        /// <summary>A list; each item is checked at its place.</summary>
        public void List(JsonElement value, string path, Action<JsonElement, string> each)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                check.That(false, path, "not_a_list", "须为列表 [ ]。", "It must be a list [ ].");
                return;
            }

            var index = 0;
            foreach (var item in value.EnumerateArray())
            {
                each(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{index++}]"));
            }
        }

        /// <summary>The members of an object: each by its own form, the needed ones there, others only with a namespace.</summary>
        /// <param name="value">The object.</param>
        /// <param name="path">Where it stands; empty for the document itself.</param>
        /// <param name="forms">The form of each member that the standard has.</param>
        /// <param name="needed">Members that must be there.</param>
        /// <param name="isExtensible">Whether members of other vocabularies may be there, each named by a URI.</param>
        public void Members(
            JsonElement value, string path, FrozenDictionary<string, Action<Checks, JsonElement, string>> forms,
            IReadOnlyList<string> needed, bool isExtensible = true)
        {
            if (!check.Object(value, path))
            {
                return;
            }

            foreach (var member in value.EnumerateObject())
            {
                if (forms.GetValueOrDefault(member.Name) is { } form)
                {
                    form(check, member.Value, At(path, member.Name));
                }
                else
                {
                    check.That(
                        isExtensible && IsUri(member.Name), At(path, Shown(member.Name)), "field_unknown",
                        isExtensible ? "标准中没有此项；扩展项须带命名空间，如 example:item。" : "标准中没有此项。",
                        isExtensible ? "The standard has no such member here; an extension has a namespace, such as example:item."
                            : "The standard has no such member here.");
                }
            }

            foreach (var name in needed.Where(name => !value.TryGetProperty(name, out _)))
            {
                check.Missing(At(path, name), name);
            }
        }
    }

    /// <summary>A member of an object, as a place.</summary>
    public static string At(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>What was sent is repeated only when it can be read.</summary>
    static string Shown(string name) => name.Length <= 60 && Checks.IsReadable(name) ? name : "…";

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~%]+\z")]
    private static partial Regex AbsoluteUri();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,12})?([Zz]|[+-]\d\d:\d\d)\z")]
    private static partial Regex TimeWithOffset();

    [GeneratedRegex(@"^[+-]((0\d|1[0-3]):[0-5]\d|14:00)\z")]
    private static partial Regex ZoneOffset();

    [GeneratedRegex(@"^[A-Fa-f0-9]+\z")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^[A-Z0-9]{2,3}\z")]
    private static partial Regex UnitCode();

    [GeneratedRegex(@"^2(\.\d+)*\z")]
    private static partial Regex VersionTwo();
}
