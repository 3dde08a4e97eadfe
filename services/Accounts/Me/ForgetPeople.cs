using Marketplace.Accounts.Storage;
using Marketplace.Platform.Hosting;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Marketplace.Accounts.Me;

/// <summary>
/// Forgets people (decision 45): name and address of an account whose last membership ended as long ago as
/// <see cref="RetentionOptions.ContactDays"/> says; where invitations were sent once they are that old; who signed in from where after
/// <see cref="AccountsOptions.SignInDays"/>. The id stays, since what was decided names it.
/// </summary>
public static class ForgetPeople
{
    const int AtOnce = 500;

    /// <summary>Forgets what is too old; returns of how many rows.</summary>
    /// <param name="services">Of a scope in which the system itself is the caller.</param>
    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var now = services.GetRequiredService<TimeProvider>().NowToTheMillisecond();
        var db = services.GetRequiredService<AccountsDb>();
        var before = now.AddDays(-services.GetRequiredService<IOptions<RetentionOptions>>().Value.ContactDays);
        var signInsBefore = now.AddDays(-services.GetRequiredService<IOptions<AccountsOptions>>().Value.SignInDays);

        var rows = await ForgetAccountsAsync(db, before, now, ct);
        rows += await db.Invitations.Where(row => row.Email != null && row.ExpiresAt < before)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Email, (string?)null), ct);
        rows += await db.SignInAttempts.Where(row => row.At < signInsBefore).ExecuteDeleteAsync(ct);
        rows += await db.Sessions.Where(row => row.ExpiresAt < signInsBefore).ExecuteDeleteAsync(ct);
        rows += await db.AttemptCounts.Where(row => row.Since < now.AddDays(-1)).ExecuteDeleteAsync(ct);
        rows += await db.PasswordResets.Where(row => row.ExpiresAt < now.AddDays(-1)).ExecuteDeleteAsync(ct);
        return rows + await db.Mails.Where(row => row.SentAt < signInsBefore).ExecuteDeleteAsync(ct);
    }

    static async Task<int> ForgetAccountsAsync(AccountsDb db, DateTimeOffset before, DateTimeOffset now, CancellationToken ct)
    {
        var forgotten = 0;
        while (true)
        {
            var some = await db.Accounts.Include(row => row.RecoveryCodes)
                .Where(row => row.ForgottenAt == null && row.CreatedAt < before
                    && !db.Memberships.Any(membership =>
                        membership.AccountId == row.Id && (membership.EndedAt == null || membership.EndedAt >= before)))
                .OrderBy(row => row.Id).Take(AtOnce).ToListAsync(ct);
            some.ForEach(account => account.Forget(now));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            forgotten += some.Count;
            if (some.Count < AtOnce)
            {
                return forgotten;
            }
        }
    }
}
