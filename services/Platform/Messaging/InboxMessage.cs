using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>Says that a queue's consumer has had the effect of a message; written in the transaction of that effect.</summary>
public sealed class InboxMessage
{
    public required string Queue { get; init; }

    public required Guid MessageId { get; init; }

    public required DateTimeOffset HeardAt { get; init; }

    internal static void Configure(ModelBuilder model) => model.Entity<InboxMessage>(row =>
    {
        row.ToTable("inbox");
        row.HasKey(message => new { message.Queue, message.MessageId });
        row.Property(message => message.Queue).HasMaxLength(200);
        // By which old rows are found; next to nothing on PostgreSQL, where rows lie in the order of their time.
        row.HasIndex(message => message.HeardAt).HasMethod("brin");
    });
}
