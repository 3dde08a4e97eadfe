using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Colleagues;

/// <summary>The members of an organisation or office, locked: of two administrators who remove each other one is left.</summary>
static class LockedColleagues
{
    extension(AccountsDb db)
    {
        /// <summary>All that have not ended, in the transaction that is open.</summary>
        public async Task<IReadOnlyList<Membership>> LockColleaguesAsync(Body body, CancellationToken ct)
        {
            var key = body.Key;
            var current = db.Memberships.Where(row => row.BodyKey == key && row.EndedAt == null);
            await db.LockAsync<Membership>(await current.Select(row => row.Id).ToListAsync(ct), ct);
            // Read as they are once they are locked, whatever the context has read of them before.
            db.ChangeTracker.Clear();
            return await current.Include(row => row.Account).OrderBy(row => row.Id).ToListAsync(ct);
        }
    }

    public static NotFoundException Unknown() => new(
        "colleague_unknown", "您的单位没有该成员。", "There is no such member of your organisation or office.");
}
