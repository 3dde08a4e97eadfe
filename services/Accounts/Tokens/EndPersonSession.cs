using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace Marketplace.Accounts.Tokens;

/// <summary>
/// GET /accounts/connect/end-session: an application says that its person has signed out. Only with the identity token that it was given
/// does the session end at once; anybody else's link leads to a page that asks.
/// </summary>
public static class EndPersonSession
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet(TokenServer.EndSessionPath, HandleAsync);

    static async Task<IResult> HandleAsync(HttpContext http, AccountsDb db, SessionCookie sessions, CancellationToken ct)
    {
        if (http.GetOpenIddictServerRequest()?.IdTokenHint is not { Length: > 0 })
        {
            return TypedResults.LocalRedirect("/accounts/sign-out");
        }

        await sessions.EndAsync(http);
        await db.SaveChangesAsync(ct);
        return TypedResults.SignOut(
            new AuthenticationProperties { RedirectUri = "/accounts/sign-in" },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
    }
}
