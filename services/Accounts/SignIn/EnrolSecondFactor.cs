using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Mails;
using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;

namespace Marketplace.Accounts.SignIn;

/// <summary>
/// GET and POST /accounts/enrolment: sets up the authenticator that officials, approvers, operators and auditors need, and shows the
/// recovery codes once.
/// </summary>
public static class EnrolSecondFactor
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapPage("/enrolment", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, SecondFactors factors, SessionCookie sessions, TimeProvider clock, CancellationToken ct)
    {
        var page = new Page(http);
        var form = await PageForms.ReadAsync(http);
        if (await sessions.FindAsync(http) is not { } signedIn)
        {
            return TypedResults.LocalRedirect(ReturnPath.Through("sign-in", ReturnPath.Of(http)));
        }

        var (session, account) = signedIn;
        if (account.HasSecondFactor)
        {
            return TypedResults.LocalRedirect(ReturnPath.Of(http));
        }

        if (form is not null && factors.Enrol(account, form.Value("code", 40).Trim()) is { } codes)
        {
            var now = clock.NowToTheMillisecond();
            session.ProveSecondFactor(now);
            db.Add(Letters.Notice(
                account.Email!,
                "您的账号已设置身份验证器。若非本人操作，请立即重设密码并联系运维人员。",
                "An authenticator was set up for your account. If it was not you, set a new password and tell the operator at once.",
                now));
            await db.SaveChangesAsync(ct);
            return ShowCodes(page, codes, ReturnPath.Of(http));
        }

        var secret = factors.Begin(account);
        await db.SaveChangesAsync(ct);
        return Show(page, account, secret, form is null);
    }

    static IResult Show(Page page, Account account, byte[] secret, bool isFirst) => page.Show(
        page.T("设置身份验证器", "Set up an authenticator"),
        Html.Of(
            $"""
            {Page.Wrong(isFirst ? null : page.T(
                "验证码不正确，请核对手机时间后重试。", "The code is wrong: check the clock of your telephone and try again."))}
            <p>{page.T(
                "您的角色需要两步验证。请用任一身份验证器应用扫描，然后输入它显示的六位数字。",
                "Your role takes two steps. Scan this with any authenticator app, then give the six digits that it shows.")}</p>
            <img class="qr" src="{SecondFactors.QrPicture(account, secret)}" alt="{page.T("身份验证器二维码", "Code for the authenticator")}">
            <p class="hint">{page.T("无法扫描时手工输入：", "If you cannot scan it, type:")} <code>{Totp.Base32(secret)}</code></p>
            {page.Form(Html.Of(
                $"""
                {Page.Field("code", page.T("六位验证码", "Six digits"), "text", "one-time-code")}
                {Page.Button(page.T("确认", "Confirm"))}
                """))}
            """),
        isFirst ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);

    static IResult ShowCodes(Page page, IReadOnlyList<string> codes, string returnPath) => page.Show(
        page.T("备用码", "Recovery codes"),
        Html.Of(
            $"""
            <p>{page.T(
                "手机不在身边时，每个备用码可代替一次验证码。它们只显示这一次，请打印或抄下并妥善保管。",
                "Without your telephone each of these stands in for one code. They are shown this once: print or copy them.")}</p>
            <ul class="codes">{codes.Select(code => Html.Of($"<li>{code}</li>"))}</ul>
            <a class="button" href="{returnPath}">{page.T("已保存，继续", "I have kept them, go on")}</a>
            """));
}
