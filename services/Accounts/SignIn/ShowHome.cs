using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;

namespace Marketplace.Accounts.SignIn;

/// <summary>GET /accounts/home: who is signed in and as what, with the ways to change it.</summary>
public static class ShowHome
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet("/home", HandleAsync);

    static async Task<IResult> HandleAsync(HttpContext http, AccountsDb db, SessionCookie sessions, SignInSteps steps, CancellationToken ct)
    {
        var page = new Page(http);
        if (await sessions.FindAsync(http) is not { } signedIn)
        {
            return TypedResults.LocalRedirect(ReturnPath.Through("sign-in", ReturnPath.Home));
        }

        var step = await steps.NextAsync(signedIn, ct);
        await db.SaveChangesAsync(ct);
        if (step is not (SignInStep.Done or SignInStep.NoMembership))
        {
            return TypedResults.LocalRedirect(ReturnPath.Of(step, ReturnPath.Home));
        }

        var memberships = await db.MembershipsOfAsync(signedIn.Account.Id, ct);
        var carried = memberships.SingleOrDefault(row => row.Membership.Id == signedIn.Session.MembershipId);
        return page.Show(
            page.T("已登录", "Signed in"),
            Html.Of(
                $"""
                <p>{signedIn.Account.Name}</p>
                {(carried is null
                    ? Html.Of($"<p>{page.T("您目前没有任何身份，请联系您的单位。", "You are nothing anywhere at present: ask your organisation.")}</p>")
                    : Html.Of(
                        $"""
                        <p>{page.T(carried.Zh, carried.En)}<br>
                        <span class="hint">{RoleNames.Of(page, carried.Membership.Role)}</span></p>
                        """))}
                {(memberships.Count > 1
                    ? Html.Of(
                        $"""
                        <a class="button" href="{ReturnPath.Through("memberships/choice", ReturnPath.Home)}">
                        {page.T("切换身份", "Act as another")}</a>
                        """)
                    : Html.Empty)}
                <a class="button" href="/accounts/sign-out">{page.T("退出登录", "Sign out")}</a>
                """));
    }
}
