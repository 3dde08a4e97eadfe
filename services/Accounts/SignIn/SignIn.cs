using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace Marketplace.Accounts.SignIn;

/// <summary>GET and POST /accounts/sign-in: a person gives address and password, and a session begins.</summary>
public static class SignIn
{
    const string Attempt = "sign-in";

    public static void Map(IEndpointRouteBuilder pages) => pages.MapPage("/sign-in", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, Passwords passwords, Attempts attempts, SessionCookie sessions, SignInSteps steps,
        TimeProvider clock, CancellationToken ct)
    {
        var page = new Page(http);
        if (await PageForms.ReadAsync(http) is not { } form)
        {
            return Show(page, http, "", wrong: null, StatusCodes.Status200OK);
        }

        var (email, password) = (form.Value("email", Account.EmailMax), form.Value("password"));
        var key = Attempts.OfName(Attempt, email);
        var isFree = await attempts.CountAsync(key, SessionCookie.AddressOf(http), ct);
        var emailKey = Account.KeyOf(email);
        var account = await db.Accounts.Include(row => row.RecoveryCodes).SingleOrDefaultAsync(row => row.EmailKey == emailKey, ct);
        // Whoever is locked out is told so whether or not the password is right: another answer would tell which one is.
        var (isRight, newHash) = isFree ? passwords.Verify(account, password) : (false, null);
        var now = clock.NowToTheMillisecond();
        if (account is not null)
        {
            db.Add(Record(http, account.Id, isRight ? SignInOutcome.PasswordAccepted
                : isFree ? SignInOutcome.WrongPassword : SignInOutcome.Locked, now));
        }

        if (!isRight)
        {
            await db.SaveChangesAsync(ct);
            return isFree
                ? Show(
                    page, http, email, page.T("邮箱或密码不正确。", "Address or password is wrong."), StatusCodes.Status401Unauthorized)
                : Show(
                    page, http, email,
                    page.T("尝试次数过多，请稍后再试，或重设密码。", "Too many attempts: wait a while, or set a new password."),
                    StatusCodes.Status429TooManyRequests);
        }

        if (newHash is not null)
        {
            account!.Rehash(newHash);
        }

        var session = await sessions.BeginAsync(http, account!);
        var step = await steps.NextAsync(new SignedIn(session, account!), ct);
        await db.SaveChangesAsync(ct);
        await attempts.ForgiveAsync(key, SessionCookie.AddressOf(http), ct);
        return TypedResults.LocalRedirect(ReturnPath.Of(step, ReturnPath.Of(http)));
    }

    internal static SignInAttempt Record(HttpContext http, Guid accountId, SignInOutcome outcome, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AccountId = accountId,
        At = now,
        Outcome = outcome,
        Device = SessionCookie.DeviceOf(http),
        Address = SessionCookie.AddressOf(http),
    };

    static IResult Show(Page page, HttpContext http, string email, string? wrong, int status) => page.Show(
        page.T("登录", "Sign in"),
        Html.Of(
            $"""
            {Page.Wrong(wrong)}
            {page.Form(Html.Of(
                $"""
                {Page.Field("email", page.T("邮箱", "E-mail address"), "email", "username", email)}
                {Page.Field("password", page.T("密码", "Password"), "password", "current-password")}
                {Page.Button(page.T("登录", "Sign in"))}
                """))}
            <p><a href="{ReturnPath.Through("password-reset", ReturnPath.Of(http))}">{page.T("忘记密码", "Forgotten the password?")}</a></p>
            <p class="hint">{page.T("账号由您的单位或主管部门邀请开通。", "Accounts are opened by invitation of your organisation or office.")}</p>
            """),
        status);
}
