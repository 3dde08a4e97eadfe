using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Refusals;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Me;

/// <summary>The account of the caller.</summary>
static class OwnAccount
{
    extension(AccountsDb db)
    {
        /// <summary>The account that the caller's token is of.</summary>
        /// <exception cref="ForbiddenException">It is a machine's, or of another issuer.</exception>
        public async Task<Account> OwnAccountAsync(CancellationToken ct)
        {
            var id = db.CallerAccount;
            return await db.Accounts.Include(row => row.RecoveryCodes).SingleOrDefaultAsync(row => row.Id == id, ct)
                ?? throw new ForbiddenException(
                    "account_unknown", "您的令牌不属于本服务的任何账号。", "Your token belongs to no account of this service.");
        }
    }
}
