using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.AllInOne.Hosting;
using Marketplace.Platform.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;

namespace Marketplace.AllInOne.Tests.Identity;

/// <summary>The issuer and the start page as they run beside a distributed marketplace, with HTTP in memory.</summary>
sealed class IssuerUnderTest : IAsyncDisposable
{
    public const string Issuer = "http://127.0.0.1:8080/identity";

    readonly WebApplication _app;

    IssuerUnderTest(WebApplication app)
    {
        _app = app;
        Http = app.GetTestClient();
    }

    public HttpClient Http { get; }

    public static async Task<IssuerUnderTest> StartAsync(string folder, CancellationToken ct)
    {
        var start = StartOptions.Read(
            ["identity", "--data", folder, "--issuer", Issuer, "--environment", "Development",
                "--Auth:DemoIssuer", "ThisMachine", "--Logging:LogLevel:Default", "Warning"]);
        var host = IdentityOnly.Compose(start);
        host.Builder.WebHost.UseTestServer();
        var app = await host.BuildAsync(
            app =>
            {
                IdentityOnly.Map(app);
                app.MapGet("/whoami", (Caller caller) => caller).RequireAuthorization();
            },
            ct);
        await app.StartAsync(ct);
        return new IssuerUnderTest(app);
    }

    public Task<HttpResponseMessage> AskTokenAsync(string name, string secret, CancellationToken ct, string grant = "client_credentials") =>
        Http.PostAsync("/identity/token", Form(("grant_type", grant), ("client_id", name), ("client_secret", secret)), ct);

    public async Task<string> TokenAsync(string name, CancellationToken ct)
    {
        using var response = await AskTokenAsync(name, "demo", ct);
        response.EnsureSuccessStatusCode();
        return (string)(await response.Content.ReadFromJsonAsync<JsonNode>(ct))!["access_token"]!;
    }

    /// <summary>Whom the marketplace sees when it is shown the token.</summary>
    public async Task<JsonNode> WhoAmIAsync(string token, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/whoami")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
        };
        using var response = await Http.SendAsync(request, ct);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>(ct))!;
    }

    public static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
