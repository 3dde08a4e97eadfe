using Marketplace.Accounts.Storage;
using Marketplace.Platform.Hosting;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Marketplace.Accounts.Tokens;

/// <summary>
/// The OAuth 2 and OpenID Connect server (OpenIddict): codes with PKCE for people, client credentials for machines, refresh tokens that are
/// good once. Access tokens are signed and not encrypted, as the services read them.
/// </summary>
static class TokenServer
{
    /// <summary>The scope of the marketplace's interfaces; the only one beside those of OpenID Connect.</summary>
    public const string Scope = "marketplace";

    public const string AuthorizePath = "/connect/authorize";
    public const string TokenPath = "/connect/token";
    public const string EndSessionPath = "/connect/end-session";

    public static void Add(ServiceHost host)
    {
        var services = host.Services;
        services.AddSingleton<ServerKeys>();
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<AccountsDb>().ReplaceDefaultEntities<Guid>())
            .AddServer(server =>
            {
                server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
                server.AllowRefreshTokenFlow();
                server.AllowClientCredentialsFlow();
                server.DisableAccessTokenEncryption();
                server.RegisterScopes(Scope, Scopes.OfflineAccess);
                server.UseAspNetCore()
                    .EnableAuthorizationEndpointPassthrough()
                    .EnableTokenEndpointPassthrough()
                    .EnableEndSessionEndpointPassthrough();
            });
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<AccountsOptions>, ServerKeys>(Configure);
        services.AddOptions<OpenIddictServerAspNetCoreOptions>().Configure<IOptions<AccountsOptions>>((server, accounts) =>
            server.DisableTransportSecurityRequirement = IsClear(accounts.Value));
        services.AddOptions<AccountsOptions>().Validate(
            accounts => !IsClear(accounts) || new Uri(accounts.Issuer).IsLoopback || host.Builder.Environment.IsDevelopment(),
            "Accounts:Issuer must begin with https: passwords and tokens are not sent in the clear.");
    }

    /// <summary>Makes this process believe its own tokens without asking itself over HTTP, beside those of Auth:Authority.</summary>
    public static void TrustOwnTokens(IServiceCollection services) =>
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme)
            .PostConfigure<IOptions<AccountsOptions>, ServerKeys>((bearer, accounts, keys) =>
            {
                var parameters = bearer.TokenValidationParameters;
                parameters.ValidIssuers = [.. parameters.ValidIssuers ?? [], IssuerOf(accounts.Value).AbsoluteUri];
                parameters.IssuerSigningKeys = [.. parameters.IssuerSigningKeys ?? [], .. keys.SigningKeys];
            });

    static void Configure(OpenIddictServerOptions server, IOptions<AccountsOptions> options, ServerKeys keys)
    {
        var accounts = options.Value;
        server.Issuer = IssuerOf(accounts);
        server.AccessTokenLifetime = accounts.AccessTokensFor;
        server.RefreshTokenLifetime = accounts.SessionsFor;
        server.AuthorizationCodeLifetime = TimeSpan.FromMinutes(1);
        // A refresh token that is used a second time was stolen, or a client does not keep the newest: neither is let off.
        server.RefreshTokenReuseLeeway = TimeSpan.Zero;
        server.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
        foreach (var key in keys.SigningKeys)
        {
            server.SigningCredentials.Add(new SigningCredentials(key, SecurityAlgorithms.RsaSha256));
        }

        foreach (var key in keys.EncryptionKeys)
        {
            server.EncryptionCredentials.Add(
                new EncryptingCredentials(key, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        }

        Offer(server.ConfigurationEndpointUris, "/.well-known/openid-configuration");
        Offer(server.JsonWebKeySetEndpointUris, "/.well-known/jwks");
        Offer(server.AuthorizationEndpointUris, AuthorizePath);
        Offer(server.TokenEndpointUris, TokenPath);
        Offer(server.EndSessionEndpointUris, EndSessionPath);
        Offer(server.RevocationEndpointUris, "/connect/revocation");

        // The document names the public address; a service that asks by another way is answered as well.
        void Offer(List<Uri> uris, string path)
        {
            uris.Clear();
            uris.Add(new Uri($"{accounts.Issuer.TrimEnd('/')}{path}"));
            uris.Add(new Uri($"accounts{path}", UriKind.Relative));
        }
    }

    /// <summary>Whether it is reached without TLS, as it may be in development and on this machine.</summary>
    public static bool IsClear(AccountsOptions options) => new Uri(options.Issuer).Scheme != Uri.UriSchemeHttps;

    public static Uri IssuerOf(AccountsOptions options) => new(options.Issuer.TrimEnd('/'));
}
