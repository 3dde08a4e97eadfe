using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Marketplace.Platform.Web;

/// <summary>Tells the caller which field of a JSON body can't be read and why.</summary>
static partial class JsonFaults
{
    /// <summary>Where converters of contract values leave what they expect in Chinese; the message says it in English.</summary>
    const string Chinese = "zh";

    /// <summary>What a converter throws that can't read a value.</summary>
    public static JsonException Unreadable(string zh, string en) => new(en) { Data = { [Chinese] = zh } };

    /// <param name="fault">What the serializer says.</param>
    /// <param name="body">
    /// What the endpoint reads, so that a field that isn't there is answered with those that are; null when not known.
    /// </param>
    public static Refusal Explain(JsonException fault, JsonTypeInfo? body = null)
    {
        // The reader's own exceptions come wrapped: the text is not JSON at all.
        if (fault.InnerException is JsonException)
        {
            return Refusal.Of([Malformed(fault)]);
        }

        if (Missing().Match(fault.Message) is { Success: true } missing)
        {
            return Refusal.Of(
                [.. Names().Matches(missing.Groups["names"].Value).Select(name => Absent(Join(fault.Path, name.Groups["name"].Value)))]);
        }

        var field = Field(fault.Path);
        return Refusal.Of([fault switch
        {
            NullElementException element => Null(Join(fault.Path, element.Place)),
            _ when Unmapped().IsMatch(fault.Message) => Unknown(field, Beside(fault.Path, body)),
            _ when Duplicate().IsMatch(fault.Message) => new(
                field, "field_repeated", $"字段“{field}”出现了不止一次，请只写一次。", $"The field \"{field}\" is given more than once; give it once."),
            _ when NotNull().IsMatch(fault.Message) => Null(field),
            _ when IsBroken(fault) => new(field, Checks.TextUnreadable, Checks.Unreadable.Zh, Checks.Unreadable.En),
            _ when Converted().Match(fault.Message) is { Success: true } converted && Expected(converted) is var (zh, en) => new(
                field, "json_wrong_type", $"字段“{field}”的值类型或格式不对：{zh}", $"The value of \"{field}\" can't be read: {en}"),
            // A converter of a contract value says itself what it expects.
            _ when fault.Data[Chinese] is string expected => new(
                field, "json_wrong_type", $"字段“{field}”的值格式不对：{expected}", $"The value of \"{field}\" can't be read: {fault.Message}"),
            _ => new(
                field,
                "json_wrong_type",
                $"字段“{field}”的值格式不对，请按接口文档填写。",
                $"The value of \"{field}\" can't be read; see the interface documentation."),
        }]);
    }

    /// <summary>A text that ends within a character: half of a surrogate pair, or bytes that are no UTF-8.</summary>
    static bool IsBroken(JsonException fault) =>
        fault.InnerException is InvalidOperationException inner && Broken().IsMatch(inner.Message);

    /// <summary>What a value of the type looks like, by the name that the serializer gives it.</summary>
    static (string Zh, string En) Expected(Match converted) =>
        ExpectedForm.Of(converted.Groups["type"].Value) ?? ExpectedForm.Object;

    static CheckFault Unknown(string field, IReadOnlyList<string> known) => known.Count == 0
        ? new(
            field, "field_unknown", $"没有名为“{field}”的字段，请检查拼写（区分大小写）或去掉该字段。",
            $"There is no field \"{field}\"; check its spelling and case, or leave it out.")
        : new(
            field, "field_unknown",
            $"没有名为“{field}”的字段，请检查拼写（区分大小写）或去掉该字段；此处可用：{string.Join("、", known)}。",
            $"There is no field \"{field}\"; check its spelling and case, or leave it out. Here there are {string.Join(", ", known)}.");

    /// <summary>The fields that there are where a field is not: those of the object in which the path ends.</summary>
    static IReadOnlyList<string> Beside(string? path, JsonTypeInfo? body)
    {
        var (type, steps) = (body, Steps().Matches(path ?? "").ToList());
        foreach (var step in steps.SkipLast(1))
        {
            var next = step.Groups["name"] is { Success: true } name
                ? type?.Properties.FirstOrDefault(property => property.Name == name.Value)?.PropertyType
                : type?.ElementType;
            type = next is null ? null : body!.Options.GetTypeInfo(next);
        }

        return type is null ? [] : [.. type.Properties.Select(property => property.Name)];
    }

    public static CheckFault Absent(string field) =>
        new(field, "field_missing", $"缺少必填字段“{field}”。", $"The required field \"{field}\" is missing.");

    static CheckFault Null(string field) =>
        new(field, "field_missing", $"字段“{field}”不能为空（null）。", $"The field \"{field}\" must not be null.");

    static CheckFault Malformed(JsonException fault) => new(
        Field(fault.Path),
        "json_malformed",
        $"请求体不是正确的 JSON（第 {fault.LineNumber + 1} 行，第 {fault.BytePositionInLine + 1} 字节附近），请修正后重试。",
        $"The body is not correct JSON (near line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}); correct it and try again.");

    /// <summary>"$.lines[2].quantity" as the caller would write it; the body itself is "$".</summary>
    static string Field(string? path) =>
        path is null or "$" ? "$" : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path[1..];

    static string Join(string? path, string member) =>
        Field(path) is var parent && parent == "$" ? member : member.StartsWith('[') ? parent + member : $"{parent}.{member}";

    // The serializer gives no code with its exceptions, only these English texts; a test of each kind watches over them.
    [GeneratedRegex("was missing required properties including: (?<names>.*)", RegexOptions.Singleline)]
    internal static partial Regex Missing();

    [GeneratedRegex(@"\.(?<name>[^.\[]+)|\[[^\]]*\]")]
    private static partial Regex Steps();

    [GeneratedRegex("'(?<name>[^']*)'")]
    internal static partial Regex Names();

    [GeneratedRegex("could not be mapped to any .NET member")]
    internal static partial Regex Unmapped();

    [GeneratedRegex("^Duplicate property")]
    internal static partial Regex Duplicate();

    [GeneratedRegex("doesn't allow (setting )?null values|constructor parameter .* doesn't allow null")]
    internal static partial Regex NotNull();

    [GeneratedRegex("^Cannot (read incomplete UTF-16|transcode invalid UTF-8)")]
    internal static partial Regex Broken();

    [GeneratedRegex(@"^The JSON value could not be converted to (?<type>.+?)(\. Path: |\.?$)", RegexOptions.Singleline)]
    internal static partial Regex Converted();
}
