using System.Globalization;
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

    /// <summary>A token for a caller with the role.</summary>
    /// <param name="role">One of the roles; several are separated by blanks.</param>
    /// <param name="org">The supplier, unit or carrier that the caller acts for.</param>
    /// <param name="region">The region id that an official answers for.</param>
    /// <param name="tier">The official's level: Province, City, County or Nation.</param>
    /// <param name="subject">Who it is; made from the role when not given.</param>
    /// <param name="expires">An hour from now when not given.</param>
    public static string For(
        string role, Guid? org = null, string? region = null, string? tier = null, string? subject = null, DateTimeOffset? expires = null)
    {
        var roles = role.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<Claim> claims = [new("sub", subject ?? string.Create(CultureInfo.InvariantCulture, $"test-{string.Join('-', roles)}"))];
        claims.AddRange(roles.Select(text => new Claim("role", text)));
        AddWhenGiven("org", org?.ToString());
        AddWhenGiven("region", region);
        AddWhenGiven("tier", tier);

        var expiry = (expires ?? TimeProvider.System.GetUtcNow().AddHours(1)).UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
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
