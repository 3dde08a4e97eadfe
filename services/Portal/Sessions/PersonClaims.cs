using System.Net.Http.Headers;
using System.Security.Claims;
using Marketplace.Client;
using Marketplace.Client.Accounts;
using Marketplace.Portal.Clients;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Marketplace.Portal.Sessions;

/// <summary>
/// What the portal knows of who has signed in: what the access token says, since the services go by that alone, and the names that Accounts
/// has for it.
/// </summary>
static class PersonClaims
{
    public const string Role = "role";
    public const string Organisation = "org";
    public const string Region = "region";
    public const string Tier = "tier";

    /// <summary>How the organisation or office is called.</summary>
    public const string Body = "body";

    /// <summary>As how many different people, so to say, the person may act.</summary>
    public const string Hats = "hats";

    public static async Task AddAsync(TokenValidatedContext context)
    {
        var accessToken = context.TokenEndpointResponse!.AccessToken;
        var token = new JsonWebToken(accessToken);
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        foreach (var name in (string[])[Role, Organisation, Region, Tier])
        {
            if (identity.FindFirst(name) is null && token.TryGetPayloadValue<string>(name, out var value))
            {
                identity.AddClaim(new Claim(name, value));
            }
        }

        var clients = context.HttpContext.RequestServices.GetRequiredService<IHttpClientFactory>();
        using var http = clients.CreateClient(MarketplaceServices.ClientName);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        try
        {
            var me = await new AccountsClient(http).GetMeAsync(cancellationToken: context.HttpContext.RequestAborted);
            identity.AddClaim(new Claim(Hats, me.Memberships.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            if (me.Memberships.FirstOrDefault(hat => IsWorn(hat, identity)) is { } worn)
            {
                identity.AddClaim(new Claim(Body, worn.BodyName));
            }
        }
        catch (ServiceException)
        {
            // Another issuer, which has people that Accounts does not know: the role has to do.
        }
    }

    static bool IsWorn(GetMeMembershipView hat, ClaimsIdentity identity)
    {
        var body = identity.FindFirst(Organisation)?.Value is { } organisation ? $"organisation:{organisation}"
            : identity.FindFirst(Region)?.Value is { } region ? $"region:{region}"
            : identity.FindFirst(Tier) is not null ? "nation" : "platform";
        return hat.Role == identity.FindFirst(Role)?.Value && hat.Body == body;
    }
}
