using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace Marketplace.Accounts.Tokens;

/// <summary>Answers of the token server that are errors of OAuth 2 (RFC 6749, sections 4.1.2.1 and 5.2).</summary>
static class Refused
{
    public static IResult With(string error, string description) => TypedResults.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
