using System.Text.Json;

namespace Marketplace.Platform.Messaging;

/// <summary>A message that could not be handled, as an operator sees it.</summary>
public sealed record ParkedView
{
    public required Guid MessageId { get; init; }

    public required string Queue { get; init; }

    /// <summary>The type of the message; what its sender called it when the queue takes no such message, "(none)" without a name.</summary>
    public required string Type { get; init; }

    /// <summary>What went wrong last.</summary>
    public required string Reason { get; init; }

    public required int Attempts { get; init; }

    public required DateTimeOffset FirstFailedAt { get; init; }

    public required DateTimeOffset LastFailedAt { get; init; }

    /// <summary>When it will be tried again by itself; null when it needs an operator.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When an operator decided that it has no effect; null while it waits.</summary>
    public DateTimeOffset? DiscardedAt { get; init; }

    /// <summary>The subject of that operator.</summary>
    public string? DiscardedBy { get; init; }

    /// <summary>Why it has no effect.</summary>
    public string? DiscardReason { get; init; }

    /// <summary>The message; only when one is looked at, and only when its body is JSON.</summary>
    public JsonElement? Body { get; init; }

    /// <summary>The body as it came, as Base64 when it is no text; only when one is looked at whose body is no JSON.</summary>
    public string? RawBody { get; init; }

    /// <summary>Whether the body is no text, so that no version will ever read it.</summary>
    public bool IsBinary { get; init; }

    /// <summary>What travelled beside it; only when one is looked at.</summary>
    public JsonElement? Headers { get; init; }

    /// <summary>The last exception in full; only when one is looked at.</summary>
    public string? Detail { get; init; }

    internal static ParkedView Of(ParkedMessage row, bool whole)
    {
        var body = whole && !row.IsBinary ? JsonOf(row.Body) : null;
        return new()
        {
            MessageId = row.MessageId,
            Queue = row.Queue,
            Type = row.Type,
            Reason = row.Reason,
            Attempts = row.Attempts,
            FirstFailedAt = row.FirstFailedAt,
            LastFailedAt = row.LastFailedAt,
            NextAttemptAt = row.NextAttemptAt,
            DiscardedAt = row.DiscardedAt,
            DiscardedBy = row.DiscardedBy,
            DiscardReason = row.DiscardReason,
            Body = body,
            RawBody = whole && body is null ? row.Body : null,
            IsBinary = row.IsBinary,
            Headers = whole ? JsonOf(row.Headers) : null,
            Detail = whole ? row.Detail : null,
        };
    }

    static JsonElement? JsonOf(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
