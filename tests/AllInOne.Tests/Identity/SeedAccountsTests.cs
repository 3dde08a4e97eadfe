using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.AllInOne.Hosting;
using Marketplace.AllInOne.Identity;
using Marketplace.Testing.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.AllInOne.Tests.Identity;

/// <summary>All services in one process, with Accounts as the issuer that they believe.</summary>
public sealed partial class SeedAccountsTests
{
    const string RedirectUri = "http://127.0.0.1:9/signed-in";

    static readonly string[] Client =
    [
        "--Accounts:Clients:0:ClientId", "telephone", "--Accounts:Clients:0:RedirectUris:0", RedirectUri,
        "--Logging:LogLevel:Default", "Error", "--environment", "Development",
    ];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_the_cast_signs_in_on_the_page_and_every_service_believes_the_token()
    {
        using var folder = TestFolder.Create("accounts");
        await using var app = await StartAsync(folder.Path, "--Auth:DemoIssuer", "ThisMachine");
        using var http = ClientOf(app);

        var token = await SignInAsync(http, "zhenhai-school");

        foreach (var path in (string[])
            ["/ordering/orders", "/units/purchasing-units", "/catalog/products", "/logistics/shipments", "/credits/sales", "/accounts/me"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path)
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            };
            using var answer = await http.SendAsync(request, Ct);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {(int)answer.StatusCode}");
        }

        await app.StopAsync(Ct);
    }

    [Fact]
    public async Task Without_an_issuer_the_marketplace_starts_with_its_own_accounts_and_no_demo_identities()
    {
        using var folder = TestFolder.Create("accounts");
        await using var app = await StartAsync(folder.Path);
        using var http = ClientOf(app);

        using var page = await http.GetAsync("/accounts/sign-in", Ct);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        using var demo = await http.GetAsync("/identity/demo-identities", Ct);
        Assert.NotEqual(HttpStatusCode.OK, demo.StatusCode);
        using var refused = await http.PostAsync("/accounts/sign-in", FormOf(
            await http.GetStringAsync("/accounts/sign-in", Ct),
            ("email", "operator@demo.example"), ("password", SeedAccounts.Password)), Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await app.StopAsync(Ct);
    }

    [Fact]
    public async Task Accounts_with_passwords_that_everybody_knows_are_not_opened_as_real_ones()
    {
        using var folder = TestFolder.Create("accounts");
        await using (var demo = await StartAsync(folder.Path, "--Auth:DemoIssuer", "ThisMachine"))
        {
            await demo.StopAsync(Ct);
        }

        var refusal = await Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(folder.Path));

        Assert.Contains("are a demo's", refusal.Message, StringComparison.Ordinal);
    }

    static async Task<WebApplication> StartAsync(string folder, params string[] more)
    {
        var start = StartOptions.Read(["--data", folder, "--urls", "http://127.0.0.1:0", .. Client, .. more]);
        var app = await Embedded.BuildAsync(start, Ct);
        await app.StartAsync(Ct);
        return app;
    }

    static HttpClient ClientOf(WebApplication app) => new(new HttpClientHandler { AllowAutoRedirect = false })
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    static async Task<string> SignInAsync(HttpClient http, string name)
    {
        using var signedIn = await http.PostAsync("/accounts/sign-in", FormOf(
            await http.GetStringAsync("/accounts/sign-in", Ct),
            ("email", $"{name}@{SeedAccounts.Domain}"), ("password", SeedAccounts.Password)), Ct);
        Assert.Equal(HttpStatusCode.Redirect, signedIn.StatusCode);
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        using var authorized = await http.GetAsync(
            $"/accounts/connect/authorize?response_type=code&client_id=telephone&redirect_uri={Uri.EscapeDataString(RedirectUri)}"
            + $"&scope=openid%20marketplace&code_challenge={challenge}&code_challenge_method=S256",
            Ct);
        var code = Code().Match(authorized.Headers.Location!.Query).Groups["code"].Value;
        using var redeemed = await http.PostAsync("/accounts/connect/token", Form(
            ("grant_type", "authorization_code"), ("code", Uri.UnescapeDataString(code)), ("redirect_uri", RedirectUri),
            ("client_id", "telephone"), ("code_verifier", verifier)), Ct);
        redeemed.EnsureSuccessStatusCode();
        return (string)(await redeemed.Content.ReadFromJsonAsync<JsonNode>(Ct))!["access_token"]!;
    }

    static FormUrlEncodedContent FormOf(string page, params (string Name, string Value)[] fields) =>
        Form([.. fields, ("__RequestVerificationToken", Hidden().Match(page).Groups["token"].Value)]);

    static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
    private static partial Regex Hidden();

    [GeneratedRegex("code=(?<code>[^&]+)")]
    private static partial Regex Code();
}
