using System.Net;
using System.Security.Claims;
using System.Security.Cryptography;
using Marketplace.Platform.Web;
using Marketplace.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marketplace.Platform.Tests.Web;

/// <summary>A service that believes an issuer over the network, as it does in earnest.</summary>
public sealed class IssuerTests : IAsyncLifetime
{
    readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "one" };
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

    async Task StartIssuerAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(_authority);
        _issuer = builder.Build();
        _issuer.MapGet(
            "/.well-known/openid-configuration", () => TypedResults.Json(new { issuer = _authority, jwks_uri = $"{_authority}/keys" }));
        var parameters = _key.Rsa.ExportParameters(false);
        _issuer.MapGet("/keys", () => TypedResults.Json(new
        {
            keys = new[]
            {
                new
                {
                    kty = "RSA",
                    use = "sig",
                    kid = "one",
                    n = Base64UrlEncoder.Encode(parameters.Modulus!),
                    e = Base64UrlEncoder.Encode(parameters.Exponent!),
                },
            },
        }));
        await _issuer.StartAsync(Ct);
    }

    Task<HttpResponseMessage> AskAsync(string token) => _http!.SendAsync(Site.Request(HttpMethod.Get, "/shop/caller", token), Ct);

    string Token(params Claim[] claims) => Token(null, claims: claims);

    string Token(
        string? issuer = null, string audience = "marketplace", bool ends = true, SecurityKey? key = null, Claim[]? claims = null) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? _authority,
            Audience = audience,
            Subject = new ClaimsIdentity(claims is { Length: > 0 } ? claims : [new Claim("sub", "wang"), new Claim("role", "auditor")]),
            Expires = ends ? TimeProvider.System.GetUtcNow().AddHours(1).UtcDateTime : null,
            SigningCredentials = new SigningCredentials(key ?? _key, SecurityAlgorithms.RsaSha256),
        });
}
