using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing.Servers;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Xunit;

namespace Marketplace.AllInOne.Tests.Identity;

public sealed class IssueTokenTests : IAsyncLifetime
{
    readonly TestFolder _folder = TestFolder.Create("issuer");
    IssuerUnderTest _issuer = null!;

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _issuer = await IssuerUnderTest.StartAsync(_folder.Path, Ct);

    [Fact]
    public async Task A_token_says_who_it_is_for_and_is_believed()
    {
        var who = DemoCast.Named("zhenhai-school");
        var seen = await _issuer.WhoAmIAsync(await _issuer.TokenAsync(who.Name, Ct), Ct);
        Assert.Equal(who.Name, (string?)seen["subject"]);
        Assert.Equal(who.Role, (string?)seen["role"]);
        Assert.Equal(who.Org.ToString(), (string?)seen["org"]);

        var official = await _issuer.WhoAmIAsync(await _issuer.TokenAsync("ningbo-office", Ct), Ct);
        Assert.Equal(("330200", "City"), ((string?)official["region"], (string?)official["tier"]));
    }

    [Fact]
    public async Task Others_can_check_the_token_with_what_the_issuer_publishes()
    {
        var document = (await _issuer.Http.GetFromJsonAsync<JsonNode>("/identity/.well-known/openid-configuration", Ct))!;
        Assert.Equal(IssuerUnderTest.Issuer, (string?)document["issuer"]);
        Assert.Equal($"{IssuerUnderTest.Issuer}/jwks", (string?)document["jwks_uri"]);
        Assert.Equal($"{IssuerUnderTest.Issuer}/token", (string?)document["token_endpoint"]);

        var keys = new JsonWebKeySet(await _issuer.Http.GetStringAsync("/identity/jwks", Ct));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(
            await _issuer.TokenAsync("auditor", Ct), new TokenValidationParameters
            {
                ValidIssuer = IssuerUnderTest.Issuer,
                ValidAudience = "marketplace",
                IssuerSigningKeys = keys.GetSigningKeys(),
                ValidAlgorithms = ["RS256"],
            });
        Assert.True(result.IsValid, result.Exception?.Message);
        Assert.Equal(TimeSpan.FromHours(8), result.SecurityToken.ValidTo - result.SecurityToken.ValidFrom);
    }

    [Fact]
    public async Task The_key_set_holds_nothing_private()
    {
        var key = (await _issuer.Http.GetFromJsonAsync<JsonNode>("/identity/jwks", Ct))!["keys"]![0]!.AsObject();
        Assert.Equal(["alg", "e", "kid", "kty", "n", "use"], key.Select(member => member.Key).Order());
    }

    [Fact]
    public async Task The_login_may_also_stand_in_the_header()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/identity/token")
        {
            Content = IssuerUnderTest.Form(("grant_type", "client_credentials")),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("auditor:demo")));
        using var response = await _issuer.Http.SendAsync(request, Ct);
        var token = (await response.Content.ReadFromJsonAsync<JsonNode>(Ct))!;
        Assert.Equal(("Bearer", 28_800), ((string?)token["token_type"], (int)token["expires_in"]!));
        Assert.True(response.Headers.CacheControl!.NoStore);
    }

    [Theory]
    [InlineData("auditor", "wrong", "client_credentials", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("nobody", "demo", "client_credentials", HttpStatusCode.Unauthorized, "invalid_client")]
    [InlineData("auditor", "demo", "password", HttpStatusCode.BadRequest, "unsupported_grant_type")]
    public async Task A_wrong_login_is_refused_in_the_words_of_the_standard(
        string name, string secret, string grant, HttpStatusCode status, string error)
    {
        using var response = await _issuer.AskTokenAsync(name, secret, Ct, grant);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(error, (string?)(await response.Content.ReadFromJsonAsync<JsonNode>(Ct))!["error"]);
    }

    [Fact]
    public async Task A_login_that_is_no_form_is_refused()
    {
        using var response = await _issuer.Http.PostAsJsonAsync("/identity/token", new { grant_type = "client_credentials" }, Ct);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_key_is_not_believed()
    {
        using var elsewhere = TestFolder.Create("issuer");
        await using var other = await IssuerUnderTest.StartAsync(elsewhere.Path, Ct);
        var token = await other.TokenAsync("operator", Ct);
        var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => _issuer.WhoAmIAsync(token, Ct));
        Assert.Equal(HttpStatusCode.Unauthorized, refusal.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        await _issuer.DisposeAsync();
        _folder.Dispose();
    }
}
