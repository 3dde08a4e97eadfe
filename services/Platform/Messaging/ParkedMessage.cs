using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>A message that could not be handled: it waits to be tried again by itself, or for an operator.</summary>
public sealed class ParkedMessage
{
    internal const int DiscardedByLengthMax = 200;

    internal const int DiscardReasonLengthMax = 500;

    public required Guid MessageId { get; init; }

    public required string Queue { get; init; }

    /// <summary>The full name of the message type; what the sender called it when the queue takes no such message.</summary>
    public required string Type { get; init; }

    /// <summary>As it came; Base64 when it <see cref="IsBinary"/>.</summary>
    public required string Body { get; init; }

    /// <summary>Whether the body is no text. Nobody will ever be able to read such a message.</summary>
    public bool IsBinary { get; init; }

    /// <summary>What travelled beside it, as a JSON object.</summary>
    public required string Headers { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>What went wrong last, in one sentence.</summary>
    public required string Reason { get; set; }

    /// <summary>The last exception in full.</summary>
    public required string Detail { get; set; }

    public required int Attempts { get; set; }

    public required DateTimeOffset FirstFailedAt { get; init; }

    public required DateTimeOffset LastFailedAt { get; set; }

    /// <summary>When it will be tried again by itself; null when it needs an operator.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>When an operator decided that it has no effect; it is kept all the same. Null while it waits.</summary>
    public DateTimeOffset? DiscardedAt { get; private set; }

    /// <summary>The subject of the operator.</summary>
    public string? DiscardedBy { get; private set; }

    /// <summary>Why it has no effect.</summary>
    public string? DiscardReason { get; private set; }

    internal void Discard(DateTimeOffset at, string by, string reason) =>
        (NextAttemptAt, DiscardedAt, DiscardedBy, DiscardReason) = (null, at, by, reason);

    /// <summary>It is to have an effect after all, or has come again.</summary>
    internal void TakeBack() => (DiscardedAt, DiscardedBy, DiscardReason) = (null, null, null);

    internal static void Configure(ModelBuilder model) => model.Entity<ParkedMessage>(row =>
    {
        row.ToTable("parked_messages");
        row.HasKey(message => new { message.MessageId, message.Queue });
        row.Property(message => message.Queue).HasMaxLength(200);
        row.Property(message => message.Type).HasMaxLength(200);
        row.Property(message => message.TraceParent).HasMaxLength(100);
        row.Property(message => message.DiscardedBy).HasMaxLength(ParkedMessage.DiscardedByLengthMax);
        row.Property(message => message.DiscardReason).HasMaxLength(ParkedMessage.DiscardReasonLengthMax);
        row.HasIndex(message => message.NextAttemptAt);
    });
}
