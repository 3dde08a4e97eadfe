using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Marketplace.Portal.Sessions;

/// <summary>POST /portal/sign-out: ends the session here and at the issuer.</summary>
static class SignOut
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/portal/sign-out", HandleAsync)
        .RequireAuthorization(Session.Scheme).DisableRateLimiting().ExcludeFromDescription();

    static async Task<IResult> HandleAsync(HttpContext http, IAntiforgery forms)
    {
        await forms.ValidateRequestAsync(http);
        var properties = new AuthenticationProperties { RedirectUri = "/portal/goodbye" };
        properties.SetParameter(OpenIdConnectParameterNames.IdToken, http.Features.Get<Session>()?.IdToken);
        return TypedResults.SignOut(properties, [Session.Scheme, SignIn.Scheme]);
    }
}
