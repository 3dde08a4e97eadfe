using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>
/// A message that was published, kept for some days: when the database of another service goes back to a backup, what it has heard since is
/// published again.
/// </summary>
public sealed class SentMessage
{
    /// <summary>The row of the outbox that it was.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the inbox of a consumer knows the message by.</summary>
    public required Guid MessageId { get; init; }

    public required string Type { get; init; }

    public required string Body { get; init; }

    public string? TraceParent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the broker had confirmed it, or every consumer of this process was through with it.</summary>
    public required DateTimeOffset SentAt { get; init; }

    internal static void Configure(ModelBuilder model) => model.Entity<SentMessage>(row =>
    {
        row.ToTable("sent_messages");
        row.HasKey(message => message.Id);
        row.Property(message => message.Type).HasMaxLength(200);
        row.Property(message => message.TraceParent).HasMaxLength(100);
        row.HasIndex(message => message.SentAt).HasMethod("brin");
    });
}
