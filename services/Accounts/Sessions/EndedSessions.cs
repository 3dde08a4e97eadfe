using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Sessions;

/// <summary>Ends the sessions of a person: their tokens are renewed no more, and those that they have end within minutes.</summary>
public static class EndedSessions
{
    /// <summary>Ends all open sessions of an account but one; saved by the caller.</summary>
    /// <param name="except">The session that goes on; null for none.</param>
    /// <returns>How many.</returns>
    public static async Task<int> EndSessionsAsync(
        this AccountsDb db, Guid accountId, SessionEnd reason, Guid? except, DateTimeOffset now, CancellationToken ct)
    {
        var open = await db.Sessions
            .Where(session => session.AccountId == accountId && session.EndedAt == null && session.ExpiresAt > now && session.Id != except)
            .ToListAsync(ct);
        open.ForEach(session => session.End(reason, now));
        return open.Count;
    }
}
