using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Logistics.Tests.Epcis;

/// <summary>
/// What an event means: its members by their whole names, whatever their order, the spelling of numbers, and where their prefixes are
/// explained. What the repository adds (when it was recorded, by whom, an id that was missing) is left out.
/// </summary>
static class Meaning
{
    public static string Of(JsonElement value, JsonElement? outerContext, bool hasId)
    {
        var prefixes = new Dictionary<string, string>(StringComparer.Ordinal);
        Read(outerContext, prefixes);
        Read(value.TryGetProperty("@context", out var own) ? own : null, prefixes);
        var node = Expand(value, prefixes).AsObject();
        foreach (var name in new[] { "@context", "recordTime", EpcisClient.CapturedBy, hasId ? "" : "eventID" })
        {
            node.Remove(name);
        }

        return node.ToJsonString();
    }

    static void Read(JsonElement? context, Dictionary<string, string> prefixes)
    {
        JsonElement[] parts = context is not { } known ? []
            : known.ValueKind == JsonValueKind.Array ? [.. known.EnumerateArray()] : [known];
        foreach (var part in parts.Where(part => part.ValueKind == JsonValueKind.Object))
        {
            foreach (var term in part.EnumerateObject())
            {
                if (term.Value.ValueKind == JsonValueKind.String)
                {
                    prefixes[term.Name] = term.Value.GetString()!;
                }
            }
        }
    }

    static JsonNode Expand(JsonElement value, Dictionary<string, string> prefixes) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject()
            .Select(member => KeyValuePair.Create(member.Name == "@context" ? member.Name : Whole(member.Name, prefixes), member.Value))
            .OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, (JsonNode?)Expand(member.Value, prefixes)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(item => Expand(item, prefixes))]),
        JsonValueKind.Number => JsonValue.Create(value.GetDouble()),
        _ => JsonNode.Parse(value.GetRawText())!,
    };

    static string Whole(string name, Dictionary<string, string> prefixes) =>
        name.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && prefixes.TryGetValue(name[..colon], out var prefix)
            ? $"{prefix}{name[(colon + 1)..]}" : name;
}
