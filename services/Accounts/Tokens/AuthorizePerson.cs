using Marketplace.Accounts.Pages;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Marketplace.Accounts.Tokens;

/// <summary>
/// GET /accounts/connect/authorize: gives an application a code for the person in front of the browser, once they have signed in, chosen as
/// what they act, and given the code that this takes. The applications are the marketplace's own, so nobody is asked for consent.
/// </summary>
public static class AuthorizePerson
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapGet(TokenServer.AuthorizePath, HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, SessionCookie sessions, SignInSteps steps, TokenClaims claims, TimeProvider clock,
        CancellationToken ct)
    {
        var request = http.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("OpenIddict has not read the request.");
        var mustSignIn = request.HasPromptValue(PromptValues.Login);
        if (await sessions.FindAsync(http) is not { } signedIn || mustSignIn)
        {
            return request.HasPromptValue(PromptValues.None)
                ? Refused.With(Errors.LoginRequired, "Nobody is signed in.")
                : TypedResults.LocalRedirect(ReturnPath.Through("sign-in", PathWithoutPrompt(http)));
        }

        if (request.HasPromptValue(PromptValues.SelectAccount))
        {
            return TypedResults.LocalRedirect(ReturnPath.Of(SignInStep.Membership, PathWithoutPrompt(http)));
        }

        var step = await steps.NextAsync(signedIn, ct);
        signedIn.Session.LastSeenAt = clock.NowToTheMillisecond();
        await db.SaveChangesAsync(ct);
        if (step != SignInStep.Done)
        {
            return request.HasPromptValue(PromptValues.None)
                ? Refused.With(Errors.InteractionRequired, "The person has more to do.")
                : TypedResults.LocalRedirect(ReturnPath.Of(step, PathWithoutPrompt(http)));
        }

        var (session, account) = signedIn;
        var membership = await db.Memberships.IgnoreQueryFilters().SingleAsync(row => row.Id == session.MembershipId, ct);
        return await claims.OfPersonAsync(session, membership, account, request.GetScopes(), ct) is { } principal
            ? TypedResults.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            : Refused.With(Errors.AccessDenied, "The region of this office is not known yet.");
    }

    /// <summary>What was asked, without what is being done: it would be asked for again and again.</summary>
    static string PathWithoutPrompt(HttpContext http) =>
        $"{http.Request.Path}{new QueryBuilder(http.Request.Query.Where(parameter => parameter.Key != Parameters.Prompt)).ToQueryString()}";
}
