using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Invitations;

/// <summary>The membership that the caller acts as.</summary>
public static class OwnDuty
{
    extension(AccountsDb db)
    {
        /// <summary>The membership of the caller's token, which has not ended since the token was made.</summary>
        /// <exception cref="ForbiddenException">The caller is a machine, or has a token of another issuer, or is this no more.</exception>
        public async Task<Membership> OwnMembershipAsync(Caller caller, CancellationToken ct)
        {
            var (account, body, role) = (db.CallerAccount, db.CallerBody, caller.Role);
            var memberships = await db.Memberships.Include(row => row.Account)
                .Where(row => row.AccountId == account && row.BodyKey == body && row.Role == role && row.EndedAt == null)
                .OrderByDescending(row => row.IsAdministrator).Take(1).ToListAsync(ct);
            return memberships is [var own] ? own : throw new ForbiddenException(
                "not_a_member",
                "您的令牌不对应本服务的任何在任成员；请用您的账号登录。",
                "Your token belongs to no member that this service knows: sign in with your account.");
        }

        /// <summary>As <see cref="OwnMembershipAsync"/>, of a caller who may invite and remove.</summary>
        /// <exception cref="ForbiddenException">The caller is no administrator.</exception>
        public async Task<Membership> AdministratorAsync(Caller caller, CancellationToken ct)
        {
            var own = await db.OwnMembershipAsync(caller, ct);
            return own.IsAdministrator ? own : throw new ForbiddenException(
                "not_an_administrator",
                "此事项由本单位的管理员办理。",
                "This is done by an administrator of your organisation or office.");
        }
    }
}
