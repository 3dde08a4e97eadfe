using System.Text.Json;
using Marketplace.Portal.Look;

namespace Marketplace.Portal.Reports;

/// <summary>The cells of a report as its columns describe them.</summary>
static class Cells
{
    const string Nothing = "—";

    public static bool IsNumber(JsonElement column) => KindOf(column) is "Amount" or "Ratio" or "Points" or "Number" or "Decimal";

    public static string KindOf(JsonElement column) => column.GetProperty("kind").GetString() ?? "";

    /// <summary>Text of both languages, in the person's.</summary>
    public static string Words(JsonElement text, Language language) => text.ValueKind == JsonValueKind.Object
        ? language[text.GetProperty("zh").GetString() ?? "", text.GetProperty("en").GetString() ?? ""] : "";

    public static string Of(JsonElement column, JsonElement row, Language language)
    {
        if (!row.TryGetProperty(column.GetProperty("key").GetString()!, out var cell) || cell.ValueKind is JsonValueKind.Null)
        {
            return Nothing;
        }

        return KindOf(column) switch
        {
            "Amount" => cell.GetProperty("tenThousandYuan").GetString() ?? Nothing,
            "Ratio" => cell.GetProperty("percent").GetString() ?? Nothing,
            "Points" => cell.GetProperty("points").GetString() ?? Nothing,
            "Bilingual" => Words(cell, language),
            "Term" => Term(column, cell, language),
            "List" => string.Join(language["；", "; "], cell.EnumerateArray().Select(item => Item(column, item, language))),
            _ => cell.ValueKind == JsonValueKind.String ? cell.GetString() ?? Nothing
                : cell.ValueKind is JsonValueKind.True ? language["是", "yes"]
                : cell.ValueKind is JsonValueKind.False ? language["否", "no"] : cell.ToString(),
        };
    }

    static string Term(JsonElement column, JsonElement cell, Language language) =>
        column.GetProperty("terms") is { ValueKind: JsonValueKind.Object } terms && cell.GetString() is { } key
        && terms.TryGetProperty(key, out var words) ? Words(words, language) : cell.ToString();

    static string Item(JsonElement column, JsonElement item, Language language) => string.Join(
        ' ',
        column.GetProperty("items").EnumerateArray()
            .Where(part => !part.GetProperty("key").GetString()!.EndsWith("Id", StringComparison.Ordinal))
            .Take(2).Select(part => Of(part, item, language)).Where(text => text != Nothing));
}
