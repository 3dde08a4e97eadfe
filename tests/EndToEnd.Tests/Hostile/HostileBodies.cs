using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.EndToEnd.Tests.Hostile;

/// <summary>Makes of a JSON body that would be accepted one that must not be.</summary>
static class HostileBodies
{
    const int Deep = 200;
    const int Huge = 200_000;
    const int BeyondLimit = 1_100_000;

    static readonly string[] WrongValues =
    [
        "null", "true", "-1", "1.5", "1e400", "-9223372036854775809", "99999999999999999999", "\"\"", "\" \"", "\"x\"", "[]", "{}",
        "[null]", "[[1]]", "{\"a\":1}", "\"2026-02-30\"", "\"0000-00-00\"", "\"9999-12-31T99:99:99Z\"",
        "\"00000000-0000-0000-0000-000000000000\"",
        "\"\\u0000\"", "\"\\ud800\"", "\"\\u202e\"", "\"NaN\"", "\"-0.0001\"", "\"1e5\"", "\"１２\"", "\"2147483648\"",
    ];

    static readonly string[] ControlCharacters = ["\u0001", "\0", "\u007f", "\u0085", "\u202e", "a\r\nb", "\ufffe"];

    static readonly string[] Injections = ["'; DROP TABLE x; --", "%00", "{{7*7}}", "<b>"];

    static readonly string?[] WrongTypes =
        [null, "text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "json", ";"];

    static readonly (string Kind, Func<JsonObject, Random, HostileBody> Make)[] All =
    [
        ("wrong value", WrongValue),
        ("wrong value", WrongValue),
        ("wrong value", WrongValue),
        ("unknown field", (body, random) => Of(With(body, random, "nosuch" + random.Next(10), "1"))),
        ("every string a control character", (body, random) => Of(EveryString(body, Pick(random, ControlCharacters))!.ToJsonString())),
        ("every string a lone surrogate", (body, _) => LoneSurrogates(body)),
        ("every string huge", (body, _) => Of(EveryString(body, new string('长', Huge / Math.Max(1, Strings(body))))!.ToJsonString())),
        ("every string an injection", (body, random) => Of(EveryString(body, Pick(random, Injections))!.ToJsonString())),
        ("deeply nested", (body, random) => Of(With(body, random, null, Nested("{\"a\":", "1", "}")))),
        ("deeply nested", (body, random) => Of(With(body, random, null, Nested("[", "", "]")))),
        ("a field twice", Twice),
        ("cut off", (body, random) => Of(body.ToJsonString() is var text ? text[..random.Next(1, text.Length)] : "")),
        ("trailing comma", (body, _) => Of(body.ToJsonString()[..^1] + ",}")),
        ("comment", (body, _) => Of("/* */" + body.ToJsonString())),
        ("broken UTF-8", BrokenUtf8),
        ("UTF-16", (body, _) => new(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(body.ToJsonString())).ToArray())),
        ("UTF-16 named", (body, _) => new(Encoding.Unicode.GetBytes(body.ToJsonString()), "application/json; charset=utf-16")),
        ("unknown charset", (body, _) => new(Bytes(body), "application/json; charset=gbk")),
        ("wrong content type", (body, random) => new(Bytes(body), Pick(random, WrongTypes))),
        ("no body", (_, _) => new([])),
        ("blanks", (_, _) => Of("   ")),
        ("NUL", (_, _) => new([0, 0, 0, 0])),
        ("no object", (_, random) => Of(Pick(random, ["null", "[]", "1", "\"a\"", "[null]", "true", "nul"]))),
        ("too large", (body, random) => Of(With(body, random, null, $"\"{new string('x', BeyondLimit)}\""))),
        ("all fields missing", (_, _) => Of("{\"nosuch\":1}")),
    ];

    public static (string Kind, HostileBody Body) Make(JsonObject body, Random random)
    {
        var (kind, make) = Pick(random, All);
        return (kind, make((JsonObject)body.DeepClone(), random));
    }

    internal static T Pick<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];

    /// <summary>One place has a value of another kind; an unknown field makes sure that nothing comes of it.</summary>
    static HostileBody WrongValue(JsonObject body, Random random)
    {
        var marked = ReplaceOne(body, random);
        body["nosuch"] = 1;
        return Of(body.ToJsonString().Replace(marked, Pick(random, WrongValues), StringComparison.Ordinal));
    }

    /// <summary>Puts a mark in place of one value and tells it as it is written.</summary>
    static string ReplaceOne(JsonObject body, Random random)
    {
        const string Mark = "@@wrong@@";
        var places = new List<Action>();
        Collect(body, places, Mark);
        if (places.Count > 0)
        {
            places[random.Next(places.Count)]();
        }

        return $"\"{Mark}\"";
    }

    static void Collect(JsonNode? node, List<Action> places, string mark)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    places.Add(() => members[name] = mark);
                    Collect(value, places, mark);
                }

                break;
            case JsonArray items:
                for (var i = 0; i < items.Count; i++)
                {
                    var at = i;
                    places.Add(() => items[at] = mark);
                    Collect(items[i], places, mark);
                }

                break;
            default:
                break;
        }
    }

    static JsonNode? EveryString(JsonNode? node, string text) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, EveryString(member.Value, text)))
            .Append(KeyValuePair.Create<string, JsonNode?>("nosuch", text))),
        JsonArray items => new JsonArray([.. items.Select(item => EveryString(item, text))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => JsonValue.Create(text),
        _ => node?.DeepClone(),
    };

    static HostileBody LoneSurrogates(JsonObject body) =>
        Of(EveryString(body, "?")!.ToJsonString().Replace("\"?\"", "\"\\ud800\"", StringComparison.Ordinal));

    static int Strings(JsonNode? node) => node switch
    {
        JsonObject members => 1 + members.Sum(member => Strings(member.Value)),
        JsonArray items => items.Sum(Strings),
        _ => 1,
    };

    static HostileBody Twice(JsonObject body, Random random)
    {
        if (body.Count == 0)
        {
            return Of("{\"a\":1,\"a\":2}");
        }

        var (name, value) = Pick(random, [.. body]);
        return Of($"{body.ToJsonString()[..^1]},\"{name}\":{value?.ToJsonString() ?? "null"}}}");
    }

    static HostileBody BrokenUtf8(JsonObject body, Random random)
    {
        byte[][] broken = [[0xFF], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xE4, 0xB8]];
        var text = EveryString(body, "?")!.ToJsonString();
        return new([.. Encoding.ASCII.GetBytes(text).SelectMany(each => each == (byte)'?' ? Pick(random, broken) : [each])]);
    }

    /// <summary>With a further member, or with its value in place of one that is there.</summary>
    static string With(JsonObject body, Random random, string? name, string json)
    {
        if (name is null && body.Count > 0)
        {
            name = Pick(random, [.. body.Select(member => member.Key)]);
            body.Remove(name);
        }

        var others = body.ToJsonString()[1..^1];
        return $"{{{others}{(others.Length > 0 ? "," : "")}\"{name ?? "a"}\":{json}}}";
    }

    static string Nested(string open, string inside, string close) =>
        string.Concat(Enumerable.Repeat(open, Deep)) + inside + string.Concat(Enumerable.Repeat(close, Deep));

    static HostileBody Of(string text) => new(Encoding.UTF8.GetBytes(text));

    static byte[] Bytes(JsonObject body) => Encoding.UTF8.GetBytes(body.ToJsonString());
}
