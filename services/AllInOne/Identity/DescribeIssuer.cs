using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Marketplace.AllInOne.Identity;

/// <summary>
/// GET /identity/.well-known/openid-configuration and /identity/jwks: what others need to believe the
/// tokens (OpenID Connect Discovery).
/// </summary>
static class DescribeIssuer
{
    public static void Map(RouteGroupBuilder identity)
    {
        identity.MapGet("/.well-known/openid-configuration", Configuration)
            .WithName("DescribeIssuer").WithSummary("签发者说明 Describe the issuer").AllowAnonymous();
        identity.MapGet("/jwks", Keys)
            .WithName("ListIssuerKeys").WithSummary("签名公钥 List the public keys").AllowAnonymous();
    }

    static Ok<IssuerDocument> Configuration(DemoTokens tokens) => TypedResults.Ok(new IssuerDocument
    {
        Issuer = tokens.Issuer,
        JwksUri = $"{tokens.Issuer}/jwks",
        TokenEndpoint = $"{tokens.Issuer}/token",
    });

    static Ok<KeySet> Keys(SigningKey key) => TypedResults.Ok(new KeySet
    {
        Keys = [new KeySet.Key { Kid = key.Id, N = key.Modulus, E = key.Exponent }],
    });

    /// <summary>The names are those of the standards, not of this house.</summary>
    public sealed record IssuerDocument
    {
        [JsonPropertyName("issuer")]
        public required string Issuer { get; init; }

        [JsonPropertyName("jwks_uri")]
        public required string JwksUri { get; init; }

        [JsonPropertyName("token_endpoint")]
        public required string TokenEndpoint { get; init; }

        [JsonPropertyName("token_endpoint_auth_methods_supported")]
        public IReadOnlyList<string> TokenEndpointAuthMethods { get; init; } = ["client_secret_post", "client_secret_basic"];

        [JsonPropertyName("grant_types_supported")]
        public IReadOnlyList<string> GrantTypes { get; init; } = ["client_credentials"];

        [JsonPropertyName("response_types_supported")]
        public IReadOnlyList<string> ResponseTypes { get; init; } = ["token"];

        [JsonPropertyName("subject_types_supported")]
        public IReadOnlyList<string> SubjectTypes { get; init; } = ["public"];

        [JsonPropertyName("id_token_signing_alg_values_supported")]
        public IReadOnlyList<string> SigningAlgorithms { get; init; } = ["RS256"];

        [JsonPropertyName("claims_supported")]
        public IReadOnlyList<string> Claims { get; init; } =
        [
            "iss", "aud", "sub", "name", "role", "org", "region", "tier", "iat", "nbf", "exp",
        ];
    }

    /// <summary>A JSON Web Key Set (RFC 7517).</summary>
    public sealed record KeySet
    {
        [JsonPropertyName("keys")]
        public required IReadOnlyList<Key> Keys { get; init; }

        public sealed record Key
        {
            [JsonPropertyName("kty")]
            public string Kty { get; init; } = "RSA";

            [JsonPropertyName("use")]
            public string Use { get; init; } = "sig";

            [JsonPropertyName("alg")]
            public string Alg { get; init; } = "RS256";

            [JsonPropertyName("kid")]
            public required string Kid { get; init; }

            [JsonPropertyName("n")]
            public required string N { get; init; }

            [JsonPropertyName("e")]
            public required string E { get; init; }
        }
    }
}
