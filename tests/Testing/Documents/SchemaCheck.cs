using System.Globalization;
using System.Text.Json;

namespace Marketplace.Testing.Documents;

/// <summary>Compares JSON with a schema of an OpenAPI document, as far as our documents use the language of schemas.</summary>
/// <param name="document">The document that the schema's references lead into.</param>
public sealed class SchemaCheck(JsonElement document)
{
    const int FaultsMax = 5;

    readonly List<string> _faults = [];

    /// <summary>What of the value is not as the schema has it: places and reasons, at most five.</summary>
    public static IReadOnlyList<string> FaultsOf(JsonElement document, JsonElement schema, JsonElement value)
    {
        var check = new SchemaCheck(document);
        check.Compare(schema, value, "$");
        return check._faults;
    }

    void Compare(JsonElement schema, JsonElement value, string place)
    {
        if (_faults.Count >= FaultsMax)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out var reference))
        {
            Compare(Resolve(reference.GetString()!), value, place);
            return;
        }

        if (value.ValueKind == JsonValueKind.Null)
        {
            // What is of no type may be anything.
            var isAny = !schema.TryGetProperty("type", out _) && !schema.TryGetProperty("allOf", out _);
            Require(isAny || (schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()), place, "is null");
            return;
        }

        if (schema.TryGetProperty("allOf", out var all))
        {
            foreach (var part in all.EnumerateArray())
            {
                Compare(part, value, place);
            }
        }

        if (schema.TryGetProperty("oneOf", out var one) || schema.TryGetProperty("anyOf", out one))
        {
            Require(one.EnumerateArray().Any(part => FaultsOf(document, part, value).Count == 0), place, "is none of several");
        }

        if (schema.TryGetProperty("enum", out var names))
        {
            Require(names.EnumerateArray().Any(name => name.GetRawText() == value.GetRawText()), place, $"is {value.GetRawText()}");
        }

        if (schema.TryGetProperty("type", out var type))
        {
            CompareType(type.GetString()!, schema, value, place);
        }
    }

    void CompareType(string type, JsonElement schema, JsonElement value, string place)
    {
        var fits = type switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            _ => throw new NotSupportedException($"{place}: a schema of type {type}."),
        };
        Require(fits, place, $"is a {value.ValueKind}, not a {type}");
        if (!fits)
        {
            return;
        }

        switch (type)
        {
            case "object":
                CompareMembers(schema, value, place);
                break;
            case "array":
                var index = 0;
                foreach (var item in value.EnumerateArray())
                {
                    Compare(schema.GetProperty("items"), item, $"{place}[{index++}]");
                }

                break;
            case "string" when schema.TryGetProperty("format", out var format):
                Require(IsOfFormat(format.GetString()!, value.GetString()!), place, $"is no {format.GetString()}: {value.GetString()}");
                break;
            default:
                break;
        }
    }

    void CompareMembers(JsonElement schema, JsonElement value, string place)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray())
            {
                Require(value.TryGetProperty(name.GetString()!, out _), $"{place}.{name.GetString()}", "is missing");
            }
        }

        var known = schema.TryGetProperty("properties", out var properties) ? properties : default;
        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{place}.{member.Name}";
            if (known.ValueKind == JsonValueKind.Object && known.TryGetProperty(member.Name, out var declared))
            {
                Compare(declared, member.Value, at);
            }
            else if (others.ValueKind == JsonValueKind.Object)
            {
                Compare(others, member.Value, at);
            }
            else
            {
                Require(others.ValueKind != JsonValueKind.False, at, "is not declared");
            }
        }
    }

    static bool IsOfFormat(string format, string text) => format switch
    {
        "uuid" => Guid.TryParseExact(text, "D", out _),
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        _ => true,
    };

    void Require(bool holds, string place, string fault)
    {
        if (!holds)
        {
            _faults.Add($"{place} {fault}");
        }
    }

    JsonElement Resolve(string reference) => reference.Split('/').Skip(1).Aggregate(document, (at, name) => at.GetProperty(name));
}
