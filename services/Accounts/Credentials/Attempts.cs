using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts.Credentials;

/// <summary>
/// Counts attempts before they are made, so that many at once are no way around it. A name that nobody has is locked like one that somebody
/// has; the address of the network counts beside the name.
/// </summary>
public sealed class Attempts(AccountsDb db, IOptions<AccountsOptions> options, TimeProvider clock)
{
    /// <summary>The key of a name that somebody types; hashed, since people type passwords there as well.</summary>
    public static string OfName(string kind, string name) => $"{kind}:{Secrets.Hash(Account.KeyOf(name))}";

    public static string OfAddress(string address) => $"address:{address}";

    /// <summary>Counts one more attempt; false when there were too many, so that it must not be made.</summary>
    public async Task<bool> CountAsync(string key, string? address, CancellationToken ct)
    {
        var isFree = await CountAsync(key, options.Value.AttemptsMax, ct);
        return (address is null || await CountAsync(OfAddress(address), options.Value.AttemptsMaxOfAddress, ct)) && isFree;
    }

    /// <summary>
    /// The attempt was right: earlier ones of the name are forgotten. Of the address only this one is: an office signs in behind one
    /// address, and one right password does not clear many wrong.
    /// </summary>
    public async Task ForgiveAsync(string key, string? address, CancellationToken ct)
    {
        await db.AttemptCounts.Where(row => row.Key == key).ExecuteDeleteAsync(ct);
        if (address is not null)
        {
            var ofAddress = OfAddress(address);
            await db.AttemptCounts.Where(row => row.Key == ofAddress && row.Attempts > 0)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, row => row.Attempts - 1), ct);
        }
    }

    async Task<bool> CountAsync(string key, int max, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await RaiseAsync(key, now, ct) == 0)
        {
            try
            {
                db.AttemptCounts.Add(new AttemptCount { Key = key, Attempts = 1, Since = now });
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
                return true;
            }
            catch (DbUpdateException)
            {
                // Somebody else has just tried for the first time as well.
                db.ChangeTracker.Clear();
                await RaiseAsync(key, now, ct);
            }
        }

        return await db.AttemptCounts.Where(row => row.Key == key).Select(row => row.Attempts).SingleOrDefaultAsync(ct) <= max;
    }

    /// <summary>One statement, so that attempts at the same moment are all counted.</summary>
    Task<int> RaiseAsync(string key, DateTimeOffset now, CancellationToken ct)
    {
        var from = now - options.Value.AttemptsWithin;
        return db.AttemptCounts.Where(row => row.Key == key).ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.Attempts, row => row.Since < from ? 1 : row.Attempts + 1)
                .SetProperty(row => row.Since, row => row.Since < from ? now : row.Since),
            ct);
    }
}
