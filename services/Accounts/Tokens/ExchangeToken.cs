using System.Security.Claims;
using Marketplace.Accounts.Domain;
using Marketplace.Accounts.Sessions;
using Marketplace.Accounts.Storage;
using Marketplace.Platform.Storage;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Marketplace.Accounts.Tokens;

/// <summary>
/// POST /accounts/connect/token: tokens for a code, for a refresh token, or for the credentials of a machine. What a person may do is
/// looked up anew each time, so that a session that has ended, a membership that has ended or another choice stop at the next renewal.
/// </summary>
public static class ExchangeToken
{
    public static void Map(IEndpointRouteBuilder pages) => pages.MapPost(TokenServer.TokenPath, HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpContext http, AccountsDb db, SessionCookie sessions, TokenClaims claims, TimeProvider clock, CancellationToken ct)
    {
        var request = http.GetOpenIddictServerRequest()
            ?? throw new InvalidOperationException("OpenIddict has not read the request.");
        if (request.IsClientCredentialsGrantType())
        {
            return await ForMachineAsync(request, db, claims, ct);
        }

        var proved = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (proved.Principal is not { } before
            || !Guid.TryParse(before.GetClaim(TokenClaims.Session), out var sessionId)
            || await sessions.FindAsync(sessionId, ct) is not { } signedIn)
        {
            return Refused.With(Errors.InvalidGrant, "The session is over: sign in again.");
        }

        return await ForPersonAsync(signedIn, before, db, claims, clock, ct);
    }

    static async Task<IResult> ForPersonAsync(
        SignedIn signedIn, ClaimsPrincipal before, AccountsDb db, TokenClaims claims, TimeProvider clock, CancellationToken ct)
    {
        var (session, account) = signedIn;
        var carried = session.MembershipId;
        var membership = await db.Memberships.IgnoreQueryFilters().SingleOrDefaultAsync(row => row.Id == carried, ct);
        if (membership is not { EndedAt: null } || before.GetClaim(TokenClaims.Membership) != membership.Id.ToString())
        {
            return Refused.With(Errors.InvalidGrant, "The person acts as another now, or not as this any more: sign in again.");
        }

        // A second factor may have been taken away, or be needed since the session began.
        if ((Duties.NeedsSecondFactor(membership.Role) || account.HasSecondFactor) && session.SecondFactorAt is null)
        {
            return Refused.With(Errors.InvalidGrant, "A code of the authenticator is needed: sign in again.");
        }

        session.LastSeenAt = clock.NowToTheMillisecond();
        await db.SaveChangesAsync(ct);
        return await claims.OfPersonAsync(session, membership, account, before.GetScopes(), ct) is { } principal
            ? TypedResults.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            : Refused.With(Errors.InvalidGrant, "The region of this office is not known yet.");
    }

    static async Task<IResult> ForMachineAsync(OpenIddictRequest request, AccountsDb db, TokenClaims claims, CancellationToken ct)
    {
        // OpenIddict has checked the secret.
        var clientId = request.ClientId;
        var machine = await db.Machines.IgnoreQueryFilters().AsNoTracking().SingleOrDefaultAsync(row => row.ClientId == clientId, ct);
        return machine is { EndedAt: null } && await claims.OfMachineAsync(machine, request.GetScopes(), ct) is { } principal
            ? TypedResults.SignIn(principal, authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme)
            : Refused.With(Errors.InvalidClient, "There is no such machine, or it has ended.");
    }
}
