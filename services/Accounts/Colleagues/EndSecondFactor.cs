using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Invitations;
using Marketplace.Accounts.Mails;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.Colleagues;

/// <summary>
/// POST /accounts/people/{accountId}/second-factor/end: an operator takes the authenticator of a person away who has lost it with all
/// recovery codes. The person is told, is signed out everywhere, and sets another up when they sign in with their password, which the
/// operator does not know. Nobody does it for themselves.
/// </summary>
public static class EndSecondFactor
{
    public static void Map(RouteGroupBuilder people) => people.MapPost("/{accountId:guid}/second-factor/end", HandleAsync)
        .WithName(nameof(EndSecondFactor)).WithSummary("解除身份验证器 Take a lost authenticator away")
        .For(Roles.Operator).Decided(DecidedBy.Platform).RequireIdempotencyKey<AccountsDb>();

    static async Task<Ok<Ended>> HandleAsync(Guid accountId, AccountsDb db, Caller caller, TimeProvider clock, CancellationToken ct)
    {
        var own = await db.AdministratorAsync(caller, ct);
        if (accountId == own.AccountId)
        {
            throw new RuleBrokenException(
                "own_second_factor", "不能解除自己的身份验证器；请由另一位运维员办理。", "Nobody does this for themselves: ask another operator.");
        }

        var account = await db.Accounts.Include(row => row.RecoveryCodes)
            .SingleOrDefaultAsync(row => row.Id == accountId && row.ForgottenAt == null, ct)
            ?? throw new NotFoundException("account_unknown", "没有该账号。", "There is no such account.");
        var now = clock.NowToTheMillisecond();
        account.EndSecondFactor();
        var sessions = await db.EndSessionsAsync(account.Id, SessionEnd.SecondFactorEnded, except: null, now, ct);
        db.Add(Letters.Notice(
            account.Email!,
            "运维员已解除您的身份验证器，所有会话均已退出。请登录并重新设置。若您没有提出请求，请立即联系运维人员。",
            "An operator took your authenticator away, and you are signed out everywhere. Sign in and set another up. If you did not ask "
            + "for it, tell the operator at once.",
            now));
        await db.SaveChangesAsync(ct);
        return TypedResults.Ok(new Ended(sessions));
    }

    /// <param name="Sessions">How many were open.</param>
    public sealed record Ended(int Sessions);
}
