using System.Collections;
using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace Marketplace.Platform.Web;

/// <summary>How JSON is read and written at the HTTP surface: strictly, so that a misspelt member is refused and not ignored.</summary>
public static class Json
{
    /// <summary>Sets names, strictness, enums and encoder as every service has them.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.AllowDuplicateProperties = false;
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new EnumNames());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver())
            .WithAddedModifier(RefuseNullElements).WithAddedModifier(SeenMembers.Hide);
    }

    // The serializer respects nullable annotations of members but not of list elements: [null] would reach the handler.
    static void RefuseNullElements(JsonTypeInfo type)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && type.ElementType is { IsValueType: false })
        {
            type.OnDeserialized = static list =>
            {
                var index = 0;
                foreach (var element in (IEnumerable)list)
                {
                    if (element is null)
                    {
                        throw new NullElementException($"[{index}]");
                    }

                    index++;
                }
            };
        }
    }

    /// <summary>
    /// Enums by their exact names. The serializer's own converter also takes "A, B", which makes values that nobody declared.
    /// </summary>
    sealed class EnumNames : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

        sealed class Of<T> : JsonConverter<T>
            where T : struct, Enum
        {
            static readonly FrozenDictionary<string, T> Values = Enum.GetValues<T>().ToFrozenDictionary(v => v.ToString());
            static readonly FrozenDictionary<T, JsonEncodedText> Names = Enum.GetValues<T>()
                .ToFrozenDictionary(v => v, v => JsonEncodedText.Encode(v.ToString()));

            public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                reader.TokenType == JsonTokenType.String && Values.TryGetValue(reader.GetString()!, out var value)
                    ? value
                    : throw JsonFaults.Unreadable(
                        $"须为以下之一：{string.Join("、", Values.Keys.Order(StringComparer.Ordinal))}。",
                        $"It must be one of {string.Join(", ", Values.Keys.Order(StringComparer.Ordinal))}.");

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
                writer.WriteStringValue(Names.TryGetValue(value, out var name)
                    ? name
                    : throw new JsonException($"{typeof(T).Name} has no name for {value}."));
        }
    }
}

/// <summary>A list in a request holds null.</summary>
sealed class NullElementException(string place) : JsonException("A list must not hold null.")
{
    /// <summary>Where in the list, such as "[2]".</summary>
    public string Place { get; } = place;
}
