using System.Globalization;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Marketplace.Portal.Sessions;

/// <summary>What the issuer gives for a refresh token.</summary>
/// <param name="Seconds">For how long the access token is good.</param>
sealed record RefreshedTokens(string AccessToken, string? RefreshToken, string? IdToken, double Seconds)
{
    const double DefaultSeconds = 300;

    /// <returns>Null when the issuer refuses: the session has ended there.</returns>
    /// <exception cref="HttpRequestException">The issuer does not answer, or is broken.</exception>
    public static async Task<RefreshedTokens?> AskAsync(OpenIdConnectOptions issuer, string refreshToken, CancellationToken ct)
    {
        var configuration = await issuer.ConfigurationManager!.GetConfigurationAsync(ct);
        using var request = new FormUrlEncodedContent(
        [
            new(OpenIdConnectParameterNames.GrantType, OpenIdConnectGrantTypes.RefreshToken),
            new(OpenIdConnectParameterNames.RefreshToken, refreshToken),
            new(OpenIdConnectParameterNames.ClientId, issuer.ClientId),
            .. issuer.ClientSecret is { Length: > 0 } secret
                ? [KeyValuePair.Create(OpenIdConnectParameterNames.ClientSecret, secret)] : Array.Empty<KeyValuePair<string, string>>(),
        ]);
        using var answer = await issuer.Backchannel.PostAsync(configuration.TokenEndpoint, request, ct);
        if ((int)answer.StatusCode is 400 or 401)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        var message = new OpenIdConnectMessage(await answer.Content.ReadAsStringAsync(ct));
        return new RefreshedTokens(
            message.AccessToken, message.RefreshToken, message.IdToken,
            double.TryParse(message.ExpiresIn, CultureInfo.InvariantCulture, out var seconds) ? seconds : DefaultSeconds);
    }
}
