using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>A message that could not be handled: it waits to be tried again by itself, or for an operator.</summary>
public sealed class ParkedMessage
{
    public required Guid MessageId { get; init; }

    public required string Queue { get; init; }

    public required string Type { get; init; }

    public required string Body { get; init; }

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

    internal static void Configure(ModelBuilder model) => model.Entity<ParkedMessage>(row =>
    {
        row.ToTable("parked_messages");
        row.HasKey(message => new { message.MessageId, message.Queue });
        row.Property(message => message.Queue).HasMaxLength(200);
        row.Property(message => message.Type).HasMaxLength(200);
        row.Property(message => message.TraceParent).HasMaxLength(100);
        row.HasIndex(message => message.NextAttemptAt);
    });
}
