using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.AllInOne.Identity;

/// <summary>POST /identity/token: the client credentials grant (RFC 6749, section 4.4). Errors have the form of section 5.2.</summary>
static class IssueToken
{
    /// <summary>Everybody's secret: whoever can reach a demo may act as anybody in it.</summary>
    public const string DemoSecret = "demo";

    public static void Map(RouteGroupBuilder identity) => identity.MapPost("/token", HandleAsync)
        .WithName("IssueToken").WithSummary("签发令牌 Issue a token").AllowAnonymous().DisableRateLimiting();

    static async Task<Results<Ok<Token>, JsonHttpResult<Fault>>> HandleAsync(
        HttpRequest request, DemoIdentities identities, DemoTokens tokens, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            return Refuse(
                400, "invalid_request", "The body must be a form: grant_type=client_credentials&client_id=auditor&client_secret=demo");
        }

        var form = await request.ReadFormAsync(ct);
        if (form["grant_type"] != "client_credentials")
        {
            return Refuse(400, "unsupported_grant_type", "Only grant_type=client_credentials is offered.");
        }

        var (name, secret) = Login(request) ?? ((string?)form["client_id"], (string?)form["client_secret"]);
        if (name is null || secret != DemoSecret || identities.Find(name) is not { } identity)
        {
            return Refuse(401, "invalid_client", "Nobody here has this client_id and client_secret. "
                + $"See GET {tokens.Issuer}/demo-identities; the secret is \"{DemoSecret}\".");
        }

        return TypedResults.Ok(new Token { AccessToken = tokens.For(identity), ExpiresIn = (int)DemoTokens.Lifetime.TotalSeconds });
    }

    static JsonHttpResult<Fault> Refuse(int status, string error, string description) =>
        TypedResults.Json(new Fault { Error = error, Description = description }, statusCode: status);

    // client_secret_basic: both parts are form-encoded before they are joined.
    static (string? Name, string? Secret)? Login(HttpRequest request)
    {
        if (!AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var header)
            || header is not { Scheme: "Basic", Parameter: { } parameter })
        {
            return null;
        }

        var bytes = new byte[parameter.Length];
        return Convert.TryFromBase64String(parameter, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var name, var secret]
            ? (Uri.UnescapeDataString(name), Uri.UnescapeDataString(secret))
            : (null, null);
    }

    /// <summary>RFC 6749, section 5.1.</summary>
    public sealed record Token
    {
        [JsonPropertyName("access_token")]
        public required string AccessToken { get; init; }

        [JsonPropertyName("token_type")]
        public string TokenType { get; init; } = "Bearer";

        /// <summary>In seconds.</summary>
        [JsonPropertyName("expires_in")]
        public required int ExpiresIn { get; init; }
    }

    /// <summary>RFC 6749, section 5.2.</summary>
    public sealed record Fault
    {
        [JsonPropertyName("error")]
        public required string Error { get; init; }

        [JsonPropertyName("error_description")]
        public required string Description { get; init; }
    }
}
