using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;

namespace Marketplace.Accounts.SignIn;

/// <summary>GET and POST /accounts/sign-out: ends the session of this browser, once its person has said so.</summary>
public static class SignOut
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapPage("/sign-out", HandleAsync);

    static async Task<IResult> HandleAsync(HttpContext http, AccountsDb db, SessionCookie sessions, CancellationToken ct)
    {
        var page = new Page(http);
        if (await PageForms.ReadAsync(http) is null)
        {
            return page.Show(
                page.T("退出登录", "Sign out"), page.Form(Page.Button(page.T("退出登录", "Sign out"))));
        }

        await sessions.EndAsync(http);
        await db.SaveChangesAsync(ct);
        return page.Show(
            page.T("已退出", "Signed out"),
            Html.Of($"""<a class="button" href="/accounts/sign-in">{page.T("重新登录", "Sign in again")}</a>"""));
    }
}
