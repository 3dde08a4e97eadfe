using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Marketplace.Portal.Sessions;

/// <summary>
/// The tokens of a person who is signed in. An access token that is about to end is renewed under a lock, since a refresh token is good
/// once: of several requests of one person only the first asks.
/// </summary>
public sealed class Session
{
    /// <summary>The authentication scheme of the cookie.</summary>
    public const string Scheme = "portal";

    /// <summary>By which name the session is among the parameters of a ticket.</summary>
    internal const string Parameter = "session";

    const string ExpiresAt = "expires_at";

    static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

    readonly Lock _gate = new();
    Task<bool>? _renewing;
    volatile Tokens _tokens;

    Session(Tokens tokens) => _tokens = tokens;

    /// <summary>For the services; not renewed here.</summary>
    public string AccessToken => _tokens.Access;

    /// <summary>Proves to the issuer whose session is to end.</summary>
    public string? IdToken => _tokens.Id;

    internal static bool HasTokens(AuthenticationTicket ticket) =>
        ticket.Properties.GetTokenValue(OpenIdConnectParameterNames.AccessToken) is not null;

    /// <summary>Takes the tokens out of a ticket, so that they are in one place.</summary>
    internal static Session Of(AuthenticationTicket ticket)
    {
        var properties = ticket.Properties;
        var tokens = new Tokens(
            properties.GetTokenValue(OpenIdConnectParameterNames.AccessToken) ?? throw new InvalidOperationException("No access token."),
            properties.GetTokenValue(OpenIdConnectParameterNames.RefreshToken),
            properties.GetTokenValue(OpenIdConnectParameterNames.IdToken),
            DateTimeOffset.TryParse(
                properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at)
                ? at : DateTimeOffset.MaxValue);
        properties.StoreTokens([]);
        return new Session(tokens);
    }

    /// <summary>Whether the issuer has refused to renew it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Sees to it that the access token is good for a while, and another than the one that a service has refused.</summary>
    /// <param name="http">The request for which it is needed.</param>
    /// <param name="refused">An access token that a service did not take; null when none was refused.</param>
    /// <returns>False when the issuer renews no more: the session is over.</returns>
    internal async Task<bool> RenewAsync(HttpContext http, string? refused, CancellationToken ct)
    {
        var issuer = http.RequestServices.GetRequiredService<IOptionsMonitor<OpenIdConnectOptions>>().Get(SignIn.Scheme);
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        Task<bool> renewing;
        lock (_gate)
        {
            if (IsGood(clock) && _tokens.Access != refused)
            {
                return true;
            }

            // Whoever goes away meanwhile has paid for the answer with the refresh token: it is waited for without them.
            renewing = _renewing ??= RenewNowAsync(issuer, clock);
        }

        return await renewing.WaitAsync(ct);
    }

    async Task<bool> RenewNowAsync(OpenIdConnectOptions issuer, TimeProvider clock)
    {
        await Task.Yield();
        try
        {
            if (_tokens.Refresh is not { } refresh
                || await RefreshedTokens.AskAsync(issuer, refresh, CancellationToken.None) is not { } renewed)
            {
                IsOver = true;
                return false;
            }

            _tokens = new Tokens(
                renewed.AccessToken, renewed.RefreshToken ?? refresh, renewed.IdToken ?? _tokens.Id,
                clock.GetUtcNow() + TimeSpan.FromSeconds(renewed.Seconds));
            return true;
        }
        finally
        {
            lock (_gate)
            {
                _renewing = null;
            }
        }
    }

    bool IsGood(TimeProvider clock) => _tokens.Until - clock.GetUtcNow() > Early;

    sealed record Tokens(string Access, string? Refresh, string? Id, DateTimeOffset Until);
}
