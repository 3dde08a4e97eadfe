using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>A message of a committed transaction that is still to be sent.</summary>
public sealed class OutboxMessage
{
    /// <summary>The row; a message sent again to one queue has a row of its own.</summary>
    public required Guid Id { get; init; }

    /// <summary>What the inbox of a consumer knows the message by.</summary>
    public required Guid MessageId { get; init; }

    /// <summary>The full name of the message type, which is its name on the wire.</summary>
    public required string Type { get; init; }

    /// <summary>The message as JSON.</summary>
    public required string Body { get; init; }

    /// <summary>The one queue it goes to, when a parked message is sent again; null when it is published.</summary>
    public string? Queue { get; init; }

    /// <summary>The W3C trace parent of the work that decided on it.</summary>
    public string? TraceParent { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>The relay that is publishing it now.</summary>
    public Guid? LeaseOwner { get; init; }

    /// <summary>When another relay may take it over, because its owner has presumably died.</summary>
    public required DateTimeOffset LeaseUntil { get; init; }

    internal static void Configure(ModelBuilder model) => model.Entity<OutboxMessage>(row =>
    {
        row.ToTable("outbox");
        row.HasKey(message => message.Id);
        row.Property(message => message.Type).HasMaxLength(200);
        row.Property(message => message.Queue).HasMaxLength(200);
        row.Property(message => message.TraceParent).HasMaxLength(100);
        row.HasIndex(message => message.LeaseUntil);
    });
}
