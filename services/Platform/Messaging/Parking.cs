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
        MarketplaceDb db, string queue, RawMessage message, Exception failure, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        var row = await db.ParkedMessages.SingleOrDefaultAsync(known => known.MessageId == message.MessageId && known.Queue == queue, ct);
        if (row is null)
        {
            row = new ParkedMessage
            {
                MessageId = message.MessageId,
                Queue = queue,
                Type = message.Type,
                Body = message.Body,
                IsBinary = message.IsBinary,
                Headers = message.Headers,
                TraceParent = message.TraceParent,
                Reason = "",
                Detail = "",
                Attempts = 0,
                FirstFailedAt = now,
                LastFailedAt = now,
            };
            db.Add(row);
        }

        row.Attempts++;
        row.LastFailedAt = now;
        row.Reason = StorableText.Of(failure.Message);
        row.Detail = StorableText.Of(failure.ToString());
        row.TakeBack();
        // What times out while the database answers may well pass another time, as what came too early does.
        row.NextAttemptAt = (failure is MissingReferenceException || TransientFailure.Is(failure)) && row.Attempts < AttemptsMax
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
                row.TakeBack();
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

        /// <summary>
        /// Lets all messages that need an operator be tried again: they become due, and are sent some at a time. Returns how many.
        /// </summary>
        public Task<int> SendAllAgainAsync(CancellationToken ct)
        {
            var now = TimeProvider.System.GetUtcNow();
            return db.NeedOperator.Where(row => !row.IsBinary)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now), ct);
        }

        /// <summary>Messages that neither are tried again by themselves nor were discarded.</summary>
        internal IQueryable<ParkedMessage> NeedOperator =>
            db.ParkedMessages.Where(row => row.NextAttemptAt == null && row.DiscardedAt == null);
    }
}
