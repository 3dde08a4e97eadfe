using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Marketplace.Testing;

/// <summary>Bearer tokens of an issuer that lives in the test process, and the setting that makes a service trust it.</summary>
public static class TestTokens
{
    public const string Issuer = "https://tests.marketplace.example";
    public const string Audience = "marketplace";

    static readonly RsaSecurityKey Key = new(RSA.Create(2048)) { KeyId = "tests" };

    /// <summary>The organisation of a caller of whom nothing matters but the role.</summary>
    public static readonly Guid SomeOrganisation = new("00000000-0000-7000-8000-000000000099");

    /// <summary>A region in which nothing is: that of an official of whom nothing matters but the role.</summary>
    public const string SomeRegion = "nowhere";

    /// <summary>A token for a caller with the role.</summary>
    /// <param name="role">The role.</param>
    /// <param name="org">The supplier, unit or carrier that the caller acts for.</param>
    /// <param name="region">The region id that an official answers for.</param>
    /// <param name="tier">The official's level: Province, City, County or Nation.</param>
    /// <param name="subject">Who it is; made from the role when not given.</param>
    /// <param name="expires">An hour from now when not given.</param>
    public static string For(
        string role, Guid? org = null, string? region = null, string? tier = null, string? subject = null, DateTimeOffset? expires = null)
    {
        if (role == "official")
        {
            tier ??= "County";
            region ??= tier == "Nation" ? null : SomeRegion;
        }
        else if (role is "supplier" or "purchaser" or "approver" or "carrier" or "keeper" or "facilitator")
        {
            org ??= SomeOrganisation;
        }

        return Of([role], org?.ToString(), region, tier, subject ?? $"test-{role}", expires);
    }

    /// <summary>A token with exactly these claims, whether or not they fit together.</summary>
    public static string Of(
        IReadOnlyList<string> roles, string? org = null, string? region = null, string? tier = null, string subject = "test",
        DateTimeOffset? expires = null)
    {
        List<Claim> claims =
        [
            new("sub", subject), new("jti", $"{Guid.CreateVersion7()}"), .. roles.Select(role => new Claim("role", role)),
        ];
        AddWhenGiven("org", org);
        AddWhenGiven("region", region);
        AddWhenGiven("tier", tier);

        var expiry = (expires ?? TimeProvider.System.GetUtcNow().AddHours(1)).UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = Issuer,
            Audience = Audience,
            Subject = new ClaimsIdentity(claims),
            IssuedAt = expiry.AddHours(-1),
            NotBefore = expiry.AddHours(-1),
            Expires = expiry,
            SigningCredentials = new SigningCredentials(Key, SecurityAlgorithms.RsaSha256),
        });

        void AddWhenGiven(string claim, string? value)
        {
            if (value is not null)
            {
                claims.Add(new Claim(claim, value));
            }
        }
    }

    /// <summary>Makes every bearer scheme trust these tokens and no others, without asking an issuer over the network.</summary>
    public static void Trust(IServiceCollection services) =>
        services.PostConfigureAll<JwtBearerOptions>(options =>
        {
            options.Authority = null;
            options.MetadataAddress = null!;
            options.RequireHttpsMetadata = false;
            options.ConfigurationManager = null;
            options.Configuration = new OpenIdConnectConfiguration { Issuer = Issuer };
            options.Configuration.SigningKeys.Add(Key);
            options.TokenValidationParameters.ValidIssuer = Issuer;
            options.TokenValidationParameters.ValidIssuers = null;
            options.TokenValidationParameters.ValidAudience = Audience;
            options.TokenValidationParameters.IssuerSigningKey = Key;
        });
}
