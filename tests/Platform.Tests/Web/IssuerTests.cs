using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>A service that believes an issuer over the network, as it does in earnest.</summary>
public sealed class IssuerTests : IAsyncLifetime
{
    readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
    RsaSecurityKey? _told;
    WebApplication? _issuer;
    WebApplication? _service;
    HttpClient? _http;
    string _authority = "";

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _authority = $"http://127.0.0.1:{LoopbackPorts.Free()}";
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Auth:Authority"] = _authority,
            ["Authentication:Schemes:Bearer:ValidIssuers:0"] = "dotnet-user-jwts",
            ["Authentication:Schemes:Bearer:SigningKeys:0:Issuer"] = "dotnet-user-jwts",
            ["Authentication:Schemes:Bearer:SigningKeys:0:Value"] = Convert.ToBase64String(new byte[32]),
            ["Outbound:issuer:Retry:Delay"] = "00:00:00.001",
        });
        builder.AddWebDefaults("shop");
        _service = builder.Build();
        _service.UseWebDefaults();
        _service.MapService("shop", "Shop").MapGet("/caller", (Caller caller) => TypedResults.Ok(caller.Subject))
            .WithName("GetCaller").ForEveryRole();
        await _service.StartAsync();
        _http = new HttpClient { BaseAddress = new Uri(_service.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        foreach (var app in new[] { _service, _issuer })
        {
            if (app is not null)
            {
                await app.StopAsync();
                await app.DisposeAsync();
            }
        }

        _key.Rsa.Dispose();
    }

    [Fact]
    public async Task The_keys_are_those_that_the_issuer_tells()
    {
        await StartIssuerAsync();
        using var response = await AskAsync(Token());
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"wang\"", await response.Content.ReadAsStringAsync(Ct));
    }

    [Theory]
    [InlineData("another audience")]
    [InlineData("another issuer")]
    [InlineData("an org that is no id")]
    [InlineData("no subject")]
    [InlineData("no end")]
    [InlineData("a key that nobody knows")]
    [InlineData("an identity token")]
    [InlineData("a signature that whoever checks it can make")]
    public async Task A_token_with_a_flaw_is_refused(string flaw)
    {
        await StartIssuerAsync();
        using var foreign = RSA.Create(2048);
        using var response = await AskAsync(flaw switch
        {
            "another audience" => Token(audience: "elsewhere"),
            "another issuer" => Token(issuer: "http://elsewhere.example"),
            "an org that is no id" => Token(new Claim("sub", "wang"), new Claim("role", "purchaser"), new Claim("org", "mine")),
            "no subject" => Token(new Claim("role", "purchaser")),
            "no end" => Token(ends: false),
            "an identity token" => Token(type: "JWT"),
            "a signature that whoever checks it can make" => Token(
                key: new SymmetricSecurityKey(RandomNumberGenerator.GetBytes(32)) { KeyId = "one" },
                algorithm: SecurityAlgorithms.HmacSha256),
            _ => Token(key: new RsaSecurityKey(foreign) { KeyId = "two" }),
        });
        await Site.ProblemAsync(response, 401, "token_invalid", Ct);
    }

    [Fact]
    public async Task While_the_issuer_is_away_it_is_not_the_caller_who_is_blamed()
    {
        using (var response = await AskAsync(Token()))
        {
            await Site.ProblemAsync(response, 503, "issuer_unavailable", Ct);
            Assert.NotNull(response.Headers.RetryAfter);
        }

        await StartIssuerAsync();
        await Eventually.EqualAsync(
            HttpStatusCode.OK,
            async () =>
            {
                using var response = await AskAsync(Token());
                return response.StatusCode;
            },
            ct: Ct);
    }

    [Fact]
    public async Task A_token_that_is_valid_for_very_long_is_refused()
    {
        await StartIssuerAsync();
        using var response = await AskAsync(Token(hours: 13));
        await Site.ProblemAsync(response, 401, "token_too_long", Ct);
    }

    [Fact]
    public async Task After_the_issuer_changes_its_key_the_next_token_is_accepted_whatever_keys_others_invent()
    {
        await StartIssuerAsync();
        using (await AskAsync(Token()))
        {
        }

        using var invented = RSA.Create(2048);
        using (var refused = await AskAsync(Token(key: new RsaSecurityKey(invented) { KeyId = "invented" })))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        }

        using var changed = RSA.Create(2048);
        _told = new RsaSecurityKey(changed) { KeyId = "changed" };
        using var response = await AskAsync(Token(key: _told));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_the_configuration_says_elsewhere_adds_no_issuer_and_no_key()
    {
        await StartIssuerAsync();
        var secret = RandomNumberGenerator.GetBytes(32);
        using var response = await AskAsync(Token(
            issuer: "dotnet-user-jwts", key: new SymmetricSecurityKey(secret), algorithm: SecurityAlgorithms.HmacSha256));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var parameters = _service!.Services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get("Bearer").TokenValidationParameters;
        Assert.Null(parameters.ValidIssuers);
        Assert.Null(parameters.IssuerSigningKeys);
    }

    async Task StartIssuerAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(_authority);
        _issuer = builder.Build();
        _issuer.MapGet(
            "/.well-known/openid-configuration", () => TypedResults.Json(new { issuer = _authority, jwks_uri = $"{_authority}/keys" }));
        _issuer.MapGet("/keys", () =>
        {
            var key = _told ?? _key;
            var parameters = key.Rsa.ExportParameters(false);
            return TypedResults.Json(new
            {
                keys = new[]
                {
                    new
                    {
                        kty = "RSA",
                        use = "sig",
                        kid = key.KeyId,
                        n = Base64UrlEncoder.Encode(parameters.Modulus!),
                        e = Base64UrlEncoder.Encode(parameters.Exponent!),
                    },
                },
            });
        });
        await _issuer.StartAsync(Ct);
    }

    Task<HttpResponseMessage> AskAsync(string token) => _http!.SendAsync(Site.Request(HttpMethod.Get, "/shop/caller", token), Ct);

    string Token(params Claim[] claims) => Token(null, claims: claims);

    string Token(
        string? issuer = null, string audience = "marketplace", bool ends = true, SecurityKey? key = null, Claim[]? claims = null,
        string type = "at+jwt", string algorithm = SecurityAlgorithms.RsaSha256, double hours = 1) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = type,
            Issuer = issuer ?? _authority,
            Audience = audience,
            Subject = new ClaimsIdentity(claims is { Length: > 0 } ? claims : [new Claim("sub", "wang"), new Claim("role", "auditor")]),
            Expires = ends ? TimeProvider.System.GetUtcNow().AddHours(hours).UtcDateTime : null,
            SigningCredentials = new SigningCredentials(key ?? _key, algorithm),
        });
}
