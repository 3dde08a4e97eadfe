using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MassTransit;

namespace Marketplace.Platform.Messaging;

/// <summary>A message as it came to a queue, whether or not it can be read.</summary>
/// <param name="MessageId">Its id; what has none is known by its content.</param>
/// <param name="Type">
/// The full name of a message that the queue takes; of another what its sender called it; <see cref="Untyped"/> without a name.
/// </param>
/// <param name="Body">The body as text; as Base64 when it is no text that a database could keep.</param>
/// <param name="IsBinary">Whether the body is Base64.</param>
/// <param name="Headers">What travelled beside it, as a JSON object.</param>
sealed record RawMessage(Guid MessageId, string Type, string Body, bool IsBinary, string Headers, string? TraceParent)
{
    /// <summary>Stands for the type of a message whose sender named none.</summary>
    public const string Untyped = "(none)";

    const int TypeLengthMax = 200;
    const int TraceParentLengthMax = 100;

    static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static RawMessage Of(ReceiveContext received, Subscription subscription)
    {
        var bytes = received.Body.GetBytes();
        var (body, isBinary) = Written(bytes);
        return new(
            received.GetMessageId() ?? IdOf(subscription.Queue, bytes),
            TypeOf(received, subscription)?.FullName ?? Shortened(UrnsOf(received), TypeLengthMax) ?? Untyped,
            body,
            isBinary,
            NodeOf(received.TransportHeaders.GetAll())!.ToJsonString(MessageTypes.Json),
            Shortened(TextOf(received, MessageHeaders.TraceParent), TraceParentLengthMax));
    }

    /// <summary>The type among those that the queue takes; null when it takes no such message.</summary>
    public static Type? TypeOf(ReceiveContext received, Subscription subscription)
    {
        var urns = UrnsOf(received)?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return subscription.Messages.FirstOrDefault(known => urns.Contains(MessageUrn.ForTypeString(known), StringComparer.Ordinal));
    }

    /// <summary>The types that the sender gives, as URNs with semicolons between them.</summary>
    public static string? UrnsOf(ReceiveContext received) => TextOf(received, MessageHeaders.MessageType);

    static string? TextOf(ReceiveContext received, string header) =>
        received.TransportHeaders.TryGetHeader(header, out var value) && NodeOf(value)?.ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The same for the same content, so that a message that is delivered again is not kept twice.</summary>
    static Guid IdOf(string queue, byte[] body)
    {
        var hash = SHA256.HashData([.. Encoding.UTF8.GetBytes(queue), 0, .. body]);
        hash[6] = (byte)(0x80 | (hash[6] & 0x0F));
        hash[8] = (byte)(0x80 | (hash[8] & 0x3F));
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }

    static (string Body, bool IsBinary) Written(byte[] bytes)
    {
        try
        {
            // PostgreSQL keeps no NUL in a text.
            return bytes.Contains((byte)0) ? (Convert.ToBase64String(bytes), true) : (Utf8.GetString(bytes), false);
        }
        catch (DecoderFallbackException)
        {
            return (Convert.ToBase64String(bytes), true);
        }
    }

    static string? Shortened(string? text, int max) => text is null ? null : StorableText.Of(text.Length > max ? text[..max] : text);

    static JsonNode? NodeOf(object? value) => value switch
    {
        null => null,
        string text => JsonValue.Create(StorableText.Of(text)),
        byte[] bytes => JsonValue.Create(StorableText.Of(Encoding.UTF8.GetString(bytes))),
        bool flag => JsonValue.Create(flag),
        int number => JsonValue.Create(number),
        long number => JsonValue.Create(number),
        IEnumerable<KeyValuePair<string, object?>> members => new JsonObject(
            members.Select(member => KeyValuePair.Create(StorableText.Of(member.Key), NodeOf(member.Value)))),
        IEnumerable items => new JsonArray([.. items.Cast<object?>().Select(NodeOf)]),
        _ => JsonValue.Create(StorableText.Of(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")),
    };
}

/// <summary>Text of strangers in the form that both engines can keep.</summary>
static class StorableText
{
    /// <summary>Replaces NUL and halves of surrogate pairs, which PostgreSQL refuses.</summary>
    public static string Of(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace('\0', '\uFFFD');
}
