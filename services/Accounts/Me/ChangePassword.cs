using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Mails;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Accounts.Me;

/// <summary>
/// PUT /accounts/me/password: a new password, by whoever knows the one of now. All sessions end, so that whoever else was signed in is out.
/// </summary>
public static class ChangePassword
{
    public sealed record Request : IChecked
    {
        public required string CurrentPassword { get; init; }

        /// <summary>10 to 128 characters, and none that others would guess.</summary>
        public required string NewPassword { get; init; }

        public void Check(Checks check)
        {
            check.Text(CurrentPassword, "currentPassword", Passwords.LengthMax);
            check.Readable(NewPassword, "newPassword");
        }
    }

    public static void Map(RouteGroupBuilder me) => me.MapPut("/password", HandleAsync)
        .WithName(nameof(ChangePassword)).WithSummary("修改密码 Change your password").ForEveryRole().Decided(DecidedBy.Organisation);

    static async Task<NoContent> HandleAsync(
        Request request, AccountsDb db, Passwords passwords, Attempts attempts, TimeProvider clock, CancellationToken ct)
    {
        _ = await db.OwnAccountAsync(ct);
        var key = Attempts.OfName("password", $"{db.CallerAccount}");
        if (!await attempts.CountAsync(key, address: null, ct))
        {
            throw new RuleBrokenException("too_many_attempts", "尝试次数过多，请稍后再试。", "Too many attempts: wait a while.");
        }

        // Counting has emptied the context.
        var account = await db.OwnAccountAsync(ct);
        if (!passwords.Verify(account, request.CurrentPassword).IsRight)
        {
            throw new InvalidRequestException("password_wrong", "currentPassword", "当前密码不正确。", "The password of now is another.");
        }

        Passwords.RequireGood(request.NewPassword, "newPassword", account.Email, account.Name);
        var now = clock.NowToTheMillisecond();
        account.SetPassword(passwords.Hash(account, request.NewPassword), now);
        await db.EndSessionsAsync(account.Id, SessionEnd.PasswordChanged, except: null, now, ct);
        db.Add(Letters.Notice(
            account.Email!,
            "您的密码已修改，所有会话均已退出。若非本人操作，请立即重设密码。",
            "Your password was changed, and you are signed out everywhere. If it was not you, set a new one at once.",
            now));
        await db.SaveChangesAsync(ct);
        await attempts.ForgiveAsync(key, address: null, ct);
        return TypedResults.NoContent();
    }
}
