using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.Portal.Sessions;

/// <summary>
/// GET /portal/sign-in: to the pages of the issuer, and back to where the person wanted to go. With "hat" the issuer asks as what to act.
/// </summary>
static class SignInPages
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/portal/sign-in", Handle)
        .AllowAnonymous().DisableRateLimiting().ExcludeFromDescription();

    static ChallengeHttpResult Handle(HttpContext http)
    {
        var properties = new AuthenticationProperties { RedirectUri = "/portal" };
        properties.SetParameter(SignIn.ChoosesHat, http.Request.Query.ContainsKey("hat"));
        return TypedResults.Challenge(properties, [SignIn.Scheme]);
    }
}
