using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Testing.Documents;

namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>
/// Makes of a JSON body that would be accepted one that is of the right types all the same, by its schema: so it comes past the reader of
/// JSON, to what checks values.
/// </summary>
static class HostileValues
{
    static readonly string[] Unreadable = ["\u0001", "\0", "\u007f", "\u0085", "a\u202Eb", "a\r\nb", "\ufffe", "\u0000x"];
    static readonly long[] Numbers = [-1, long.MinValue, long.MaxValue];
    static readonly string[] Decimals = ["-1", "-0.001", "9223372036854775.807", "922337203685477.5807"];

    /// <summary>Null when the body has no free text and no number.</summary>
    public static (string Kind, HostileBody Body)? Make(ApiOperation operation, JsonObject body, Random random)
    {
        var json = operation.Content.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        var isOfText = random.Next(2) == 0;
        var (text, number, amount) = (
            HostileBodies.Pick(random, Unreadable), HostileBodies.Pick(random, Numbers), HostileBodies.Pick(random, Decimals));
        var changed = 0;
        var made = Change(body, json.GetProperty("schema"));
        return changed == 0 ? null
            : (isOfText ? "every free text unreadable" : "every number beyond its bounds", new(JsonSerializer.SerializeToUtf8Bytes(made)));

        JsonNode? Change(JsonNode? node, JsonElement schema)
        {
            schema = Resolved(operation.Document, schema);
            switch (node)
            {
                case JsonObject members:
                    return new JsonObject(members.Select(member => KeyValuePair.Create(
                        member.Key,
                        schema.TryGetProperty("properties", out var known) && known.TryGetProperty(member.Key, out var of)
                            ? Change(member.Value, of) : member.Value?.DeepClone())));
                case JsonArray items:
                    return new JsonArray([.. items.Select(item => Change(item, schema.GetProperty("items")))]);
                case JsonValue when (isOfText ? NewText(schema, text) : NewNumber(schema, number, amount)) is { } other:
                    changed++;
                    return other;
                default:
                    return node?.DeepClone();
            }
        }
    }

    static JsonValue? NewText(JsonElement schema, string text) =>
        TypeOf(schema) == "string" && !schema.TryGetProperty("format", out _) && !schema.TryGetProperty("enum", out _)
            ? JsonValue.Create(text) : null;

    static JsonValue? NewNumber(JsonElement schema, long number, string amount) => TypeOf(schema) switch
    {
        "integer" when schema.GetProperty("format").GetString() == "int64" => JsonValue.Create(number),
        "integer" => JsonValue.Create((int)Math.Clamp(number, int.MinValue, int.MaxValue)),
        "string" when schema.TryGetProperty("format", out var format) && format.GetString() is "quantity" or "unitPrice" =>
            JsonValue.Create(amount),
        _ => null,
    };

    static string? TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type) ? type.GetString() : null;

    static JsonElement Resolved(JsonElement document, JsonElement schema)
    {
        while (true)
        {
            if (schema.TryGetProperty("allOf", out var all))
            {
                schema = all[0];
            }
            else if (schema.TryGetProperty("$ref", out var reference))
            {
                schema = reference.GetString()!.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
            }
            else
            {
                return schema;
            }
        }
    }
}
