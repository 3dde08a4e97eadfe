using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Platform.Messaging;

/// <summary>The messages that there are, by the full name that is their name on the wire, and how they are written as JSON.</summary>
/// <param name="contracts">Where the messages are.</param>
/// <param name="unheard">Those that nobody consumes.</param>
public sealed class MessageTypes(Assembly contracts, IReadOnlySet<Type> unheard)
{
    readonly FrozenDictionary<string, Type> _byName =
        contracts.GetExportedTypes().Where(type => type is { IsClass: true, IsNested: false }).ToFrozenDictionary(type => type.FullName!);

    /// <summary>How messages are written in the outbox, among the parked ones and in the golden samples.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        // By name only: the number of a value that this version does not know would be taken without a word.
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The type of that name; null when the contracts of this version have no such message.</summary>
    public Type? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>True when nobody consumes messages of the type, so that there is no need to send them.</summary>
    public bool IsUnheard(Type message) => unheard.Contains(message);
}
