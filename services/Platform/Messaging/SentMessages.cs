using System.Globalization;
using System.Text.Json;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>From the outbox to the messages that were sent, and back.</summary>
static class SentMessages
{
    const string Kept = "id, message_id, type, body, trace_parent, created_at";

    /// <summary>Takes rows that are through off the outbox, and keeps what was published; not what was sent to one queue again.</summary>
    public static async Task MoveAsync(MarketplaceDb db, IReadOnlyCollection<Guid> outboxRows, bool keep, CancellationToken ct)
    {
        if (!keep)
        {
            await db.OutboxMessages.Where(row => outboxRows.Contains(row.Id)).ExecuteDeleteAsync(ct);
            return;
        }

        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        if (Engines.Of(db) == Engine.PostgreSql)
        {
            const string Move = $$"""
                WITH through AS (DELETE FROM outbox WHERE id = ANY ({0}) RETURNING *)
                INSERT INTO sent_messages ({{Kept}}, sent_at) SELECT {{Kept}}, {1} FROM through WHERE queue IS NULL
                ON CONFLICT (id) DO UPDATE SET sent_at = excluded.sent_at
                """;
            await db.Database.ExecuteSqlRawAsync(Move, [outboxRows.ToArray(), now], ct);
            return;
        }

        const string Keep = $$"""
            INSERT INTO sent_messages ({{Kept}}, sent_at) SELECT {{Kept}}, {1} FROM outbox
            WHERE queue IS NULL AND id IN (SELECT value FROM json_each({0}))
            ON CONFLICT (id) DO UPDATE SET sent_at = excluded.sent_at
            """;
        // SQLite keeps ids as text in the form that EF writes them.
        var ids = JsonSerializer.Serialize(outboxRows.Select(id => id.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant()));
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlRawAsync(Keep, [ids, now], ct);
        await db.OutboxMessages.Where(row => outboxRows.Contains(row.Id)).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>
    /// Puts what was sent since an instant back into the outbox, under the ids that it had: whoever has heard it drops it. Returns how many
    /// messages, and since when they are kept.
    /// </summary>
    public static async Task<(int Count, DateTimeOffset? KeptSince)> RepublishAsync(
        MarketplaceDb db, DateTimeOffset since, CancellationToken ct)
    {
        var keptSince = await db.SentMessages.MinAsync(row => (DateTimeOffset?)row.SentAt, ct);
        // Its lease has expired, so that any relay of the service takes it.
        const string Again = $$"""
            INSERT INTO outbox ({{Kept}}, lease_until) SELECT {{Kept}}, 0 FROM sent_messages WHERE sent_at >= {0}
            ON CONFLICT (id) DO NOTHING
            """;
        return (await db.Database.ExecuteSqlRawAsync(Again, [since.ToUnixTimeMilliseconds()], ct), keptSince);
    }
}
