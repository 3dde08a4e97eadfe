using System.Security.Claims;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Storage;
using Marketplace.Contracts;
using Marketplace.Platform.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Marketplace.Accounts.Tokens;

/// <summary>
/// What a token says: sub, one role, and the organisation or the region and tier that it takes. That is all that the services read, so it
/// is all that is told.
/// </summary>
public sealed class TokenClaims(AccountsDb db, IOptions<AuthOptions> auth)
{
    /// <summary>The session of a person; stays in codes and refresh tokens, which only this service reads.</summary>
    internal const string Session = "session";

    /// <summary>The membership that the tokens are for; as <see cref="Session"/>.</summary>
    internal const string Membership = "membership";

    /// <summary>A token of a person who acts as that.</summary>
    /// <returns>Null when the office is of a region that nobody has published yet.</returns>
    public async Task<ClaimsPrincipal?> OfPersonAsync(
        Session session, Membership membership, Account account, IEnumerable<string> scopes, CancellationToken ct)
    {
        if (await IdentityAsync(account.Id.ToString(), membership.Role, membership.Body, ct) is not { } identity)
        {
            return null;
        }

        identity.SetClaim(Claims.Name, account.Name)
            .SetClaim(Session, session.Id.ToString())
            .SetClaim(Membership, membership.Id.ToString());
        return PrincipalOf(identity, scopes);
    }

    /// <summary>A token of a machine.</summary>
    public async Task<ClaimsPrincipal?> OfMachineAsync(Machine machine, IEnumerable<string> scopes, CancellationToken ct) =>
        await IdentityAsync(machine.ClientId, machine.Role, machine.Body, ct) is { } identity
            ? PrincipalOf(identity, scopes.Where(scope => scope == TokenServer.Scope))
            : null;

    async Task<ClaimsIdentity?> IdentityAsync(string subject, string role, Body body, CancellationToken ct)
    {
        var identity = new ClaimsIdentity(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject).SetClaim(Claims.Role, role);
        if (role != Roles.Official)
        {
            return identity.SetClaim("org", body.OrganisationId?.ToString());
        }

        if (body == Body.Nation)
        {
            return identity.SetClaim("tier", nameof(OfficialTier.Nation));
        }

        var regionId = body.RegionId;
        return await db.Regions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == regionId, ct) is { } region
            ? identity.SetClaim("tier", region.Tier).SetClaim("region", region.Id)
            : null;
    }

    ClaimsPrincipal PrincipalOf(ClaimsIdentity identity, IEnumerable<string> scopes)
    {
        var principal = new ClaimsPrincipal(identity);
        principal.SetScopes(scopes).SetResources(auth.Value.Audience);
        principal.SetDestinations(claim => claim.Type switch
        {
            Session or Membership => [],
            Claims.Name => [Destinations.IdentityToken],
            Claims.Subject => [Destinations.AccessToken, Destinations.IdentityToken],
            _ => [Destinations.AccessToken],
        });
        return principal;
    }
}
