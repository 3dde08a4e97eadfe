using Marketplace.Platform.Hosting;
using Marketplace.Platform.Outbound;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;

namespace Marketplace.Platform.Web;

/// <summary>Bearer tokens: who is believed, and who is let in.</summary>
static class Tokens
{
    /// <summary>The outbound client that fetches the issuer's keys.</summary>
    const string Issuer = "issuer";

    /// <summary>RFC 9068.</summary>
    const string AccessToken = "at+jwt";

    /// <summary>Signatures that need the issuer's private key; with HMAC whoever checks tokens could make them.</summary>
    static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public static void Add(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var inDevelopment = builder.Environment.IsDevelopment();
        services.AddCheckedOptions<AuthOptions>("Auth");
        services.AddOutboundClient(Issuer);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        // Nothing here is protected with keys of the machine; without this, each start would write some into the home folder.
        foreach (var keys in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList())
        {
            services.Remove(keys);
        }

        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .Configure<IOptions<AuthOptions>, IHttpClientFactory>(
                (bearer, auth, clients) => Configure(bearer, auth.Value, clients, inDevelopment))
            .Validate(
                bearer => IsHttps(bearer, inDevelopment),
                "Auth:Authority must begin with https: keys that came in the clear prove nothing.")
            .Validate(HasKeys, "Nobody's tokens would be believed: set Auth:Authority to the URL of the OIDC issuer.");
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        services.AddScoped<CallerHolder>();
        services.AddScoped<Authority>();
        // Transient, since the scope may be asked before its caller is known; the holder is what lasts.
        services.AddTransient(provider => provider.GetRequiredService<CallerHolder>().Current);
    }

    /// <summary>Lets a service that would believe nobody fail before it starts, and say why.</summary>
    /// <exception cref="OptionsValidationException">There is no issuer, or a setting is out of range.</exception>
    public static void RequireKeys(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(JwtBearerDefaults.AuthenticationScheme);

    static void Configure(JwtBearerOptions bearer, AuthOptions auth, IHttpClientFactory clients, bool inDevelopment)
    {
        // Whatever else the configuration says of bearer tokens, such as Authentication:Schemes, adds no issuer and no key.
        bearer.Authority = null;
        bearer.MetadataAddress = null!;
        bearer.Configuration = null;
        bearer.ConfigurationManager = string.IsNullOrEmpty(auth.Authority)
            ? null
            : new IssuerKeys(
                $"{auth.Authority.TrimEnd('/')}/.well-known/openid-configuration",
                new HttpDocumentRetriever(clients.CreateClient(Issuer)) { RequireHttps = !inDevelopment },
                TimeProvider.System);
        bearer.Audience = auth.Audience;
        bearer.MapInboundClaims = false;
        bearer.RequireHttpsMetadata = !inDevelopment;
        bearer.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = auth.Audience,
            ValidAlgorithms = Algorithms,
            ValidTypes = auth.TokenTypes.Count > 0 ? auth.TokenTypes : [AccessToken],
            NameClaimType = "sub",
            RoleClaimType = "role",
            ClockSkew = TimeSpan.FromSeconds(30),
            RequireExpirationTime = true,
            RequireSignedTokens = true,
        };
        bearer.Events = new JwtBearerEvents
        {
            OnMessageReceived = LearnKeyAsync,
            OnAuthenticationFailed = async context =>
            {
                context.HttpContext.Features.Set(TokenFault.Of(context.Exception));
                if (await IsIssuerAwayAsync(context.Options, context.HttpContext.RequestAborted))
                {
                    throw TokenFault.IssuerAway.Thrown();
                }
            },
            OnTokenValidated = context =>
            {
                var user = context.Principal!;
                var org = user.FindFirst("org")?.Value;
                if (string.IsNullOrEmpty(user.FindFirst("sub")?.Value) || (org is not null && !Guid.TryParse(org, out _)))
                {
                    context.HttpContext.Features.Set(TokenFault.Invalid);
                    context.Fail("The token needs a sub, and its org must be an id.");
                }
                else if (context.SecurityToken.ValidTo - TimeProvider.System.GetUtcNow() > auth.TokenLifetimeMax)
                {
                    context.HttpContext.Features.Set(TokenFault.TooLong);
                    context.Fail("The token is valid for too long.");
                }
                else if (TokenDuty.Refuse(user) is { } refusal)
                {
                    throw refusal.Thrown();
                }

                return Task.CompletedTask;
            },
        };
    }

    /// <summary>A token that is signed with a key that the issuer has not told yet is not refused before the issuer was asked.</summary>
    static async Task LearnKeyAsync(MessageReceivedContext context)
    {
        const string Bearer = "Bearer ";
        var header = context.Request.Headers.Authorization.ToString();
        if (context.Options.ConfigurationManager is IssuerKeys keys
            && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            && KeyIdOf(header[Bearer.Length..].Trim()) is { Length: > 0 } keyId)
        {
            await keys.LearnAsync(keyId, context.HttpContext.RequestAborted);
        }
    }

    static string? KeyIdOf(string token)
    {
        try
        {
            return new JsonWebToken(token).Kid;
        }
        catch (ArgumentException)
        {
            // No token at all, which is said where it is validated.
            return null;
        }
    }

    static bool IsHttps(JwtBearerOptions bearer, bool inDevelopment) =>
        inDevelopment || bearer.ConfigurationManager is not IssuerKeys { IsHttps: false };

    // While the issuer has never told us its keys no token is valid, which is no fault of the caller.
    static async Task<bool> IsIssuerAwayAsync(JwtBearerOptions bearer, CancellationToken ct)
    {
        try
        {
            return bearer.ConfigurationManager is { } issuer && await issuer.GetConfigurationAsync(ct) is null;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    static bool HasKeys(JwtBearerOptions bearer)
    {
        var parameters = bearer.TokenValidationParameters;
        return !string.IsNullOrEmpty(bearer.Authority)
            || !string.IsNullOrEmpty(bearer.MetadataAddress)
            || bearer.Configuration is not null
            || bearer.ConfigurationManager is not null
            || parameters.IssuerSigningKey is not null
            || parameters.IssuerSigningKeys?.Any() == true
            || parameters.IssuerSigningKeyResolver is not null;
    }
}
