using System.Globalization;
using System.Text.Json;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Platform.Messaging;

/// <summary>Claims messages for a queue: one statement that both remembers them and says which were new.</summary>
static class Inbox
{
    /// <summary>
    /// The ids that no committed transaction has claimed before. Another transaction that claims one at the same time makes this one
    /// wait and, when it commits, lose the claim.
    /// </summary>
    public static async Task<HashSet<Guid>> ClaimAsync(MarketplaceDb db, string queue, Guid[] messageIds, CancellationToken ct)
    {
        // In one order everywhere, so that two transactions that claim the same messages can't wait for each other.
        Array.Sort(messageIds);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        if (Engines.Of(db) == Engine.PostgreSql)
        {
            return [.. await db.Database.SqlQueryRaw<Guid>(
                """
                INSERT INTO inbox (queue, message_id, heard_at) SELECT {0}, id, {1} FROM unnest({2}) AS id
                ON CONFLICT DO NOTHING RETURNING message_id AS "Value"
                """,
                queue, now, messageIds).ToListAsync(ct)];
        }

        // SQLite keeps ids as text in the form that EF writes them.
        var ids = JsonSerializer.Serialize(messageIds.Select(id => id.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant()));
        return [.. await db.Database.SqlQueryRaw<Guid>(
            """
            INSERT INTO inbox (queue, message_id, heard_at) SELECT {0}, value, {1} FROM json_each({2}) WHERE true
            ON CONFLICT DO NOTHING RETURNING message_id AS "Value"
            """,
            queue, now, ids).ToListAsync(ct)];
    }
}
