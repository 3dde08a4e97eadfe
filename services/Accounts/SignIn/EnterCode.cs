using Marketplace.Accounts.Credentials;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;

namespace Marketplace.Accounts.SignIn;

/// <summary>GET and POST /accounts/code: the code of the authenticator, or a recovery code, of whoever has given their password.</summary>
public static class EnterCode
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapPage("/code", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, SecondFactors factors, Attempts attempts, SessionCookie sessions, SignInSteps steps,
        TimeProvider clock, CancellationToken ct)
    {
        var page = new Page(http);
        var form = await PageForms.ReadAsync(http);
        if (await sessions.FindAsync(http) is not { Account.HasSecondFactor: true } known)
        {
            return TypedResults.LocalRedirect(ReturnPath.Through("sign-in", ReturnPath.Of(http)));
        }

        if (form is null)
        {
            return Show(page, wrong: null, StatusCodes.Status200OK);
        }

        // Counted before anything is read for good: the count empties the context.
        var key = Attempts.OfName("code", known.Account.Id.ToString());
        var isFree = await attempts.CountAsync(key, address: null, ct);
        db.ChangeTracker.Clear();
        if (await sessions.FindAsync(http) is not { } signedIn)
        {
            return TypedResults.LocalRedirect(ReturnPath.Through("sign-in", ReturnPath.Of(http)));
        }

        var now = clock.NowToTheMillisecond();
        var outcome = isFree ? factors.Take(signedIn.Account, form.Value("code", 40)) : null;
        db.Add(SignIn.Record(
            http, signedIn.Account.Id, outcome ?? (isFree ? SignInOutcome.WrongCode : SignInOutcome.Locked), now));
        if (outcome is null)
        {
            await db.SaveChangesAsync(ct);
            return isFree
                ? Show(page, page.T("验证码不正确。", "The code is wrong."), StatusCodes.Status401Unauthorized)
                : Show(page, page.T("尝试次数过多，请稍后再试。", "Too many attempts: wait a while."), StatusCodes.Status429TooManyRequests);
        }

        signedIn.Session.ProveSecondFactor(now);
        var step = await steps.NextAsync(signedIn, ct);
        await db.SaveChangesAsync(ct);
        await attempts.ForgiveAsync(key, address: null, ct);
        return TypedResults.LocalRedirect(ReturnPath.Of(step, ReturnPath.Of(http)));
    }

    static IResult Show(Page page, string? wrong, int status) => page.Show(
        page.T("验证码", "Code"),
        Html.Of(
            $"""
            {Page.Wrong(wrong)}
            <p>{page.T("请输入身份验证器显示的六位数字，或一个备用码。", "Give the six digits that your authenticator shows, or a recovery code.")}</p>
            {page.Form(Html.Of(
                $"""
                {Page.Field("code", page.T("验证码", "Code"), "text", "one-time-code")}
                {Page.Button(page.T("继续", "Go on"))}
                """))}
            """),
        status);
}
