using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Marketplace.Platform.Web;

namespace Marketplace.Crediting.Reports;

/// <summary>
/// JSON with exactly one spelling, for hashes: members sorted by the code units of their names, no white space, UTF-8, nothing escaped
/// that need not be; integers are numbers, decimals are strings without needless zeros, instants are in UTC.
/// </summary>
public static class CanonicalJson
{
    static readonly JsonSerializerOptions Options = Configured();
    static readonly SearchValues<char> Escaped = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="NotSupportedException">The value holds a floating-point number, which has more than one spelling.</exception>
    public static byte[] Write<T>(T value)
    {
        using var document = JsonSerializer.SerializeToDocument(value, Options);
        return Write(document.RootElement);
    }

    /// <summary>The same for JSON that is there already; numbers with a fraction become strings.</summary>
    public static byte[] Write(JsonElement json)
    {
        var text = new StringBuilder();
        Append(json, text);
        return Strict.GetBytes(text.ToString());
    }

    static void Append(JsonElement json, StringBuilder text)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                Append(json.EnumerateObject(), text);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (index, item) in json.EnumerateArray().Index())
                {
                    text.Append(index > 0 ? "," : "");
                    Append(item, text);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                Append(json.GetString()!, text);
                break;
            case JsonValueKind.Number:
                AppendNumber(json.GetRawText(), text);
                break;
            default:
                text.Append(json.GetRawText());
                break;
        }
    }

    static void Append(JsonElement.ObjectEnumerator members, StringBuilder text)
    {
        text.Append('{');
        string? last = null;
        foreach (var member in members.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            if (member.Name == last)
            {
                throw new JsonException($"{member.Name} is there twice.");
            }

            text.Append(last is null ? "" : ",");
            last = member.Name;
            Append(member.Name, text);
            text.Append(':');
            Append(member.Value, text);
        }

        text.Append('}');
    }

    static void Append(string value, StringBuilder text)
    {
        text.Append('"');
        var rest = value.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            text.Append(rest[..at]);
            _ = rest[at] switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                var control => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)control:x4}"),
            };
            rest = rest[(at + 1)..];
        }

        text.Append(rest).Append('"');
    }

    static void AppendNumber(string raw, StringBuilder text)
    {
        if (raw.AsSpan().IndexOfAny(".eE") < 0)
        {
            text.Append(raw == "-0" ? "0" : raw);
        }
        else
        {
            text.Append('"').Append(Spelled(decimal.Parse(raw, NumberStyles.Float, CultureInfo.InvariantCulture))).Append('"');
        }
    }

    static string Spelled(decimal number) =>
        number == 0 ? "0" : number.ToString("0.############################", CultureInfo.InvariantCulture);

    static JsonSerializerOptions Configured()
    {
        var options = new JsonSerializerOptions();
        Json.Configure(options);
        options.Converters.Add(new Decimals());
        options.Converters.Add(new Instants());
        options.Converters.Add(new NoFloats<double>());
        options.Converters.Add(new NoFloats<float>());
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    sealed class Decimals : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Spelled(value));
    }

    sealed class Instants : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
    }

    sealed class NoFloats<T> : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            throw new NotSupportedException($"{typeof(T).Name} has more than one spelling; use integers or decimals.");
    }
}
