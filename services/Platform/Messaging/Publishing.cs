using System.Diagnostics;
using System.Text.Json;
using Marketplace.Platform.Storage;

namespace Marketplace.Platform.Messaging;

/// <summary>Publishes messages in the transaction of what they report.</summary>
public static class Publishing
{
    /// <summary>How long the process that wrote a row may take to publish it before another takes over.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Names this process among those that relay from one database.</summary>
    internal static readonly Guid ThisRelay = Guid.CreateVersion7();

    extension(MarketplaceDb db)
    {
        /// <summary>
        /// Adds a message to the outbox. It is sent if and when the transaction commits, at least once, and has its effect on each
        /// consumer exactly once. A message that nobody consumes (<see cref="MessageTypes.IsUnheard"/>) is not added.
        /// </summary>
        /// <param name="message">An event of the contracts.</param>
        /// <param name="causedBy">The message being consumed that led to it, so that its trace goes on; null in a request.</param>
        public void Publish(object message, object? causedBy = null)
        {
            if (db.MessageTypes?.IsUnheard(message.GetType()) == true)
            {
                return;
            }

            var traceParent = causedBy is not null && db.TraceParents is { } known && known.TryGetValue(causedBy, out var parent)
                ? parent
                : Activity.Current?.Id;

            // Leases measure how long a process has really been silent, so they are not taken from a clock that tests may hold still.
            var now = TimeProvider.System.GetUtcNow();
            var row = new OutboxMessage
            {
                Id = Guid.CreateVersion7(),
                MessageId = Guid.CreateVersion7(),
                Type = message.GetType().FullName!,
                Body = JsonSerializer.Serialize(message, message.GetType(), MessageTypes.Json),
                TraceParent = traceParent,
                CreatedAt = now,
                LeaseOwner = ThisRelay,
                LeaseUntil = now + Lease,
            };
            db.Add(row);
            db.Unsent.Add(row);
        }
    }
}
