using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>Where messages wait that could not be handled, and how they come back.</summary>
public static class Parking
{
    /// <summary>A message that came too early is tried again this often, at growing intervals: about ten minutes in all.</summary>
    const int AttemptsMax = 16;

    /// <summary>How long a message that was sent again may be under way before it is sent once more.</summary>
    static readonly TimeSpan UnderWayFor = TimeSpan.FromMinutes(2);

    /// <summary>Remembers the failure. Returns when the message will be tried again by itself; null when it needs an operator.</summary>
    internal static async Task<DateTimeOffset?> ParkAsync(
        MarketplaceDb db, string queue, Guid messageId, Type type, string body, string? traceParent, Exception failure,
        CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var row = await db.ParkedMessages.SingleOrDefaultAsync(known => known.MessageId == messageId && known.Queue == queue, ct);
        if (row is null)
        {
            row = new ParkedMessage
            {
                MessageId = messageId,
                Queue = queue,
                Type = type.FullName!,
                Body = body,
                TraceParent = traceParent,
                Reason = failure.Message,
                Detail = failure.ToString(),
                Attempts = 0,
                FirstFailedAt = now,
                LastFailedAt = now,
            };
            db.Add(row);
        }

        row.Attempts++;
        row.LastFailedAt = now;
        row.Reason = failure.Message;
        row.Detail = failure.ToString();
        row.NextAttemptAt = failure is MissingReferenceException && row.Attempts < AttemptsMax
            ? now + TimeSpan.FromSeconds(Math.Min(60, Math.Pow(2, row.Attempts - 1)))
            : null;
        await db.SaveChangesAsync(ct);
        return row.NextAttemptAt;
    }

    extension(MarketplaceDb db)
    {
        /// <summary>
        /// Sends parked messages to their queues again, through the outbox. A row stays until its message has had its effect, and is
        /// updated when it fails again.
        /// </summary>
        public void SendAgain(IEnumerable<ParkedMessage> parked)
        {
            var now = TimeProvider.System.GetUtcNow();
            foreach (var row in parked)
            {
                row.NextAttemptAt = now + UnderWayFor;
                var again = new OutboxMessage
                {
                    Id = Guid.CreateVersion7(),
                    MessageId = row.MessageId,
                    Type = row.Type,
                    Body = row.Body,
                    Queue = row.Queue,
                    TraceParent = row.TraceParent,
                    CreatedAt = now,
                    LeaseOwner = Publishing.ThisRelay,
                    LeaseUntil = now + Publishing.Lease,
                };
                db.Add(again);
                db.Unsent.Add(again);
            }
        }
    }
}
