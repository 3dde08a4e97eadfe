using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Logistics.Epcis;

/// <summary>What an event says, whatever the order of its members, the spelling of its numbers, and where its context stands.</summary>
static class EventContent
{
    /// <summary>When somebody recorded it and what explains its prefixes is not what an event says.</summary>
    static readonly string[] Beside = ["@context", "recordTime"];

    /// <summary>The parts of contexts, outermost first, without that of the standard.</summary>
    public static IReadOnlyList<JsonElement> ContextOf(params IEnumerable<JsonElement?> contexts)
    {
        var parts = new List<JsonElement>();
        foreach (var context in contexts.OfType<JsonElement>())
        {
            parts.AddRange(context.ValueKind == JsonValueKind.Array ? context.EnumerateArray() : [context]);
        }

        return
        [
            .. parts.Where(part => !(part.ValueKind == JsonValueKind.String && part.ValueEquals(Cbv.Context)))
                .DistinctBy(part => part.GetRawText()),
        ];
    }

    /// <summary>The prefixes that contexts explain; inner ones take the place of outer ones.</summary>
    public static IReadOnlyDictionary<string, string> PrefixesOf(IEnumerable<JsonElement> contexts)
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var context in contexts.Where(context => context.ValueKind == JsonValueKind.Object))
        {
            foreach (var term in context.EnumerateObject())
            {
                if (term.Value.ValueKind == JsonValueKind.String)
                {
                    prefixes[term.Name] = term.Value.GetString()!;
                }
                else if (term.Value.ValueKind == JsonValueKind.Object
                    && term.Value.TryGetProperty("@id", out var id) && id.ValueKind == JsonValueKind.String)
                {
                    prefixes[term.Name] = id.GetString()!;
                }
            }
        }

        return prefixes;
    }

    /// <summary>The name of a member as a whole URI.</summary>
    public static string Expanded(string name, IReadOnlyDictionary<string, string> prefixes)
    {
        if (prefixes.TryGetValue(name, out var term))
        {
            return term;
        }

        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && prefixes.TryGetValue(name[..colon], out var prefix) ? $"{prefix}{name[(colon + 1)..]}" : name;
    }

    /// <summary>SHA-256 of what an event says.</summary>
    public static byte[] Digest(JsonElement value, IReadOnlyList<JsonElement> context)
    {
        var text = new StringBuilder();
        foreach (var part in context)
        {
            Append(text, part, []);
        }

        Append(text, value, Beside);
        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Whether two say the same.</summary>
    public static bool AreEqual(JsonElement left, JsonElement right) => Plain(left) == Plain(right);

    static string Plain(JsonElement value)
    {
        var text = new StringBuilder();
        Append(text, value, Beside);
        return text.ToString();
    }

    static void Append(StringBuilder text, JsonElement value, IReadOnlyList<string> without)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    if (!without.Contains(member.Name))
                    {
                        text.Append(JsonValue.Create(member.Name).ToJsonString()).Append(':');
                        Append(text, member.Value, []);
                        text.Append(',');
                    }
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    Append(text, item, []);
                    text.Append(',');
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                text.Append(JsonValue.Create(value.GetString()!).ToJsonString());
                break;
            case JsonValueKind.Number:
                text.Append(NumberOf(value));
                break;
            default:
                text.Append(value.GetRawText());
                break;
        }
    }

    static string NumberOf(JsonElement value) =>
        value.TryGetDecimal(out var number) ? (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)
            : value.GetRawText();
}
