using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Mails;
using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Refusals;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.SignIn;

/// <summary>
/// GET and POST /accounts/password: sets a new password by a link that was sent. Every session of the person ends; the authenticator stays,
/// so that whoever reads another's mail has one step of two.
/// </summary>
public static class ResetPassword
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapPage("/password", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, Passwords passwords, TimeProvider clock, CancellationToken ct)
    {
        var page = new Page(http);
        var form = await PageForms.ReadAsync(http);
        var hash = Secrets.Hash(http.Request.Query["token"].ToString());
        var now = clock.NowToTheMillisecond();
        var reset = await db.PasswordResets.SingleOrDefaultAsync(row => row.SecretHash == hash, ct);
        if (reset?.IsOpenAt(now) != true)
        {
            return page.Show(
                page.T("链接无效", "This link is no good"),
                Html.Of(
                    $"""
                    <p>{page.T("链接已被使用或已过期。", "It was used before, or is too old.")}</p>
                    <a class="button" href="/accounts/password-reset">{page.T("重新发送", "Send another")}</a>
                    """),
                StatusCodes.Status410Gone);
        }

        if (form is null)
        {
            return Show(page, wrong: null);
        }

        var account = await db.Accounts.SingleAsync(row => row.Id == reset.AccountId, ct);
        try
        {
            var password = form.Value("password");
            Passwords.RequireGood(password, "password", account.Email, account.Name);
            account.SetPassword(passwords.Hash(account, password), now);
        }
        catch (InvalidRequestException refused)
        {
            return Show(page, page.T(refused.Zh, refused.En));
        }

        reset.UsedAt = now;
        db.Add(Letters.Notice(
            account.Email!,
            "您的密码已重设，所有会话均已退出。若非本人操作，请检查您的邮箱并联系运维人员。",
            "A new password was set for you, and you are signed out everywhere. If it was not you, tell the operator.",
            now));
        await db.EndSessionsAsync(account.Id, SessionEnd.PasswordChanged, except: null, now, ct);
        await db.SaveChangesAsync(ct);
        return page.Show(
            page.T("密码已更新", "The password is set"),
            Html.Of($"""<a class="button" href="/accounts/sign-in">{page.T("登录", "Sign in")}</a>"""));
    }

    static IResult Show(Page page, string? wrong) => page.Show(
        page.T("设置新密码", "Set a new password"),
        Html.Of(
            $"""
            {Page.Wrong(wrong)}
            {page.Form(Html.Of(
                $"""
                {Page.Field("password", page.T("新密码（至少 10 个字符）", "New password (10 characters at least)"), "password", "new-password")}
                {Page.Button(page.T("保存", "Save"))}
                """))}
            """),
        wrong is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
