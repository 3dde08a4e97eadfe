using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Marketplace.AllInOne.Identity;

/// <summary>Writes the tokens of the demo issuer.</summary>
sealed class DemoTokens(string issuer, SigningKey key, TimeProvider clock)
{
    public const string Audience = "marketplace";

    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(8);

    readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };
    readonly SigningCredentials _credentials = new(key.Key, SecurityAlgorithms.RsaSha256);

    /// <summary>The claim "iss", and where the discovery document lies.</summary>
    public string Issuer => issuer;

    public string For(DemoIdentity identity)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        Dictionary<string, object> claims = new()
        {
            ["jti"] = $"{Guid.CreateVersion7()}",
            ["sub"] = identity.Name,
            ["name"] = identity.Zh,
            ["role"] = identity.Role,
        };
        if (identity.Org is { } org)
        {
            claims["org"] = org.ToString();
        }

        if (identity.Region is { } region)
        {
            claims["region"] = region;
        }

        if (identity.Tier is { } tier)
        {
            claims["tier"] = tier;
        }

        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = issuer,
            Audience = Audience,
            Claims = claims,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            SigningCredentials = _credentials,
        });
    }
}
